namespace StreamingSse.Kernel.Models;

public enum ModelKind
{
    Mlp,
    KernelRidge,
}
