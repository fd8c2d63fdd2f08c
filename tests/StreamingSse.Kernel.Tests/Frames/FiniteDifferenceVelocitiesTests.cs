using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Frames;

public sealed class FiniteDifferenceVelocitiesTests
{
    private readonly FramePool _pool = new(1);

    [Fact]
    public void The_first_frame_of_a_block_has_none_and_the_next_has_displacement_over_time()
    {
        var velocities = new FiniteDifferenceVelocities(1);
        Assert.False(Fill(velocities, 1.0, 10, null));
        Assert.True(Fill(velocities, 1.02, 10.5, 0.5 / 0.02));
        velocities.BeginBlock();
        Assert.False(Fill(velocities, 1.04, 99, null));
        Assert.True(Fill(velocities, 1.08, 98, -1 / 0.04));
    }

    [Fact]
    public void Velocities_of_the_file_are_kept()
    {
        var velocities = new FiniteDifferenceVelocities(1);
        Fill(velocities, 0, 0, null);
        using Frame frame = _pool.Rent();
        (frame.Kind, frame.TimePs, frame.HasVelocities) = (PositionKind.Unwrapped, 1, true);
        frame.VelocitiesAPerPs[0] = 42;
        frame.PositionsA[0] = 3;
        Assert.True(velocities.Fill(frame));
        Assert.Equal(42, frame.VelocitiesAPerPs[0]);
    }

    [Fact]
    public void Without_a_time_there_are_none()
    {
        var velocities = new FiniteDifferenceVelocities(1);
        Fill(velocities, double.NaN, 0, null);
        Assert.False(Fill(velocities, double.NaN, 1, null));
    }

    private bool Fill(FiniteDifferenceVelocities velocities, double timePs, double xA, double? expectedAPerPs)
    {
        using Frame frame = _pool.Rent();
        (frame.Kind, frame.TimePs) = (PositionKind.Unwrapped, timePs);
        frame.PositionsA[0] = xA;
        bool has = velocities.Fill(frame);
        if (expectedAPerPs is { } v) Assert.Equal(v, frame.VelocitiesAPerPs[0], tolerance: 1e-9);
        return has;
    }
}
