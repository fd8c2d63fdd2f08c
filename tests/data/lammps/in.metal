units metal
include in.common
create_box 2 b
create_atoms 1 single 0.5 0.5 0.5
create_atoms 2 single 3.4 0.7 0.6
create_atoms 2 single 0.6 3.4 0.5
create_atoms 1 single 3.2 3.3 0.7
create_atoms 2 single 0.4 0.6 3.3
create_atoms 2 single 3.5 3.6 3.4
mass 1 40.078
mass 2 18.998
pair_style lj/cut 2.9
pair_coeff * * 0.01 2.5
velocity all create 30000 4711
timestep 0.002
group odd id 1 3 5
fix 1 all nve
dump a all custom 20 custom_images.dump id type x y z ix iy iz vx vy vz
dump b all custom 20 element_unsorted_time.dump element id z y x vz vy vx
dump_modify b element Ca F units yes time yes sort -2
dump c all atom 20 atom.lammpstrj
dump d all atom 20 atom_images.lammpstrj
dump_modify d image yes
dump e all custom 20 scaled_unwrapped.dump type id xsu ysu zsu vx vy vz
dump f odd custom 20 group.dump id type xu yu zu
dump g all xyz 20 dump.xyz
dump_modify g element Ca F
dump h all custom 20 formatted.dump id type x y z
dump_modify h format float "%20.15g"
run 40
