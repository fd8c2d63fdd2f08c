using System.Buffers.Binary;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>Turns the bytes of an IMD server, from its handshake on, into frames.</summary>
/// <remarks>
/// Version 2: coordinates, with energies once before them where the engine sends any (GROMACS, NAMD: they hold the step). Version 3: the blocks that
/// the session names, each in every frame, in one order. The stream has no marks to find the next frame by: after a packet that does not fit it is
/// <see cref="IsBroken"/> and nothing more is taken from it until <see cref="Restart"/>.
/// </remarks>
/// <param name="address">For messages.</param>
/// <param name="isUnwrapped">What coordinates of version 2 are; version 3 says so itself.</param>
/// <param name="units">Of lengths and times; by the protocol Å and ps, but LAMMPS sends those of its <c>units</c> style.</param>
public sealed class ImdParser(string address, int atomCount, bool isUnwrapped, LammpsUnits units) : IFrameParser
{
    private readonly FramePool _pool = new(atomCount);
    private readonly double[] _boxA = new double[9];
    private int _timeAt, _energiesAt, _boxAt, _positionsAt, _velocitiesAt;
    private bool _isSessionKnown;
    private long _readBytes;
    private BadInput? _bad;

    public IReadOnlyList<string> AtomLabels => [];

    /// <summary>Null before the handshake.</summary>
    public ImdSession? Session { get; private set; }

    /// <summary>A packet did not fit: what follows cannot be understood.</summary>
    public bool IsBroken => _bad is not null;

    /// <summary>The server has said that it ends the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The MD step that the last frame of version 3 names, ps; NaN where none did.</summary>
    public double StepPs { get; private set; } = double.NaN;

    public ParseStep Parse(ReadOnlySpan<byte> lines)
    {
        if (IsBroken || IsClosed) return new ParseStep(lines.Length, null, null);
        int begun = _isSessionKnown ? 0 : ReadSession(lines);
        _readBytes += begun;
        int end = _isSessionKnown && !IsBroken ? FindFrame(lines[begun..]) : 0;
        if (IsBroken) return new ParseStep(lines.Length, null, _bad);
        if (end == 0) return new ParseStep(begun, null, null);
        ParseStep step = Take(lines.Slice(begun, end), begun + end);
        _readBytes += end;
        return step;
    }

    public void Restart()
    {
        (Session, _isSessionKnown, _bad, IsClosed, _readBytes) = (null, false, null, false, 0);
        StepPs = double.NaN;
    }

    /// <summary>Nothing: each connection begins with a handshake of its own.</summary>
    public void Carry(StateCarrier state)
    {
        // Its pool and work space serve any connection.
    }

    public void Dispose() { }

    private int ReadSession(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        if (Session is null)
        {
            if (bytes.Length < ImdPacket.HeaderBytes) return 0;
            Session = ImdSession.OfHandshake(bytes);
            if (Session is null) return Break(0, "an IMD handshake of version 2 or 3", $"the bytes {Convert.ToHexString(bytes[..8])}");
            at = ImdPacket.HeaderBytes;
            _isSessionKnown = Session.Version == 2;
        }
        if (_isSessionKnown || bytes.Length - at < ImdPacket.HeaderBytes) return at;
        ImdPacket info = ImdPacket.Read(bytes[at..]);
        if (info != new ImdPacket(ImdPacketType.SessionInfo, ImdSession.InfoBytes)) return Break(at, $"session info of {ImdSession.InfoBytes} bytes", Said(info));
        if (bytes.Length - at < ImdPacket.HeaderBytes + ImdSession.InfoBytes) return at;
        Session = Session.WithInfo(bytes.Slice(at + ImdPacket.HeaderBytes, ImdSession.InfoBytes));
        if (!Session.Blocks.Contains(ImdPacketType.Coordinates) && !Session.Blocks.Contains(ImdPacketType.Velocities))
            return Break(at, "coordinates or velocities in the session", $"{Session}");
        _isSessionKnown = true;
        return at + ImdPacket.HeaderBytes + ImdSession.InfoBytes;
    }

    /// <returns>The length of the whole frame at the start of the bytes; 0 where there is none yet.</returns>
    private int FindFrame(ReadOnlySpan<byte> bytes)
    {
        (_timeAt, _energiesAt, _boxAt, _positionsAt, _velocitiesAt) = (-1, -1, -1, -1, -1);
        long at = 0;
        for (int block = 0; bytes.Length - at >= ImdPacket.HeaderBytes; block++)
        {
            ImdPacket packet = ImdPacket.Read(bytes[(int)at..]);
            if (IsSignal(packet, at)) return 0;
            if (!Fits(packet, block, (int)at)) return 0;
            int body = (int)at + ImdPacket.HeaderBytes;
            Note(packet.Type, body);
            at = body + packet.BodyBytes;
            if (at > bytes.Length) return 0;
            if (Session!.Version == 2 ? packet.Type == ImdPacketType.Coordinates : block == Session.Blocks.Count - 1) return (int)at;
        }
        return 0;
    }

    // Between frames a server may say goodbye.
    private bool IsSignal(in ImdPacket packet, long at)
    {
        if (at != 0 || packet.Type is not (ImdPacketType.Disconnect or ImdPacketType.Kill or ImdPacketType.IoError)) return false;
        IsClosed = true;
        return true;
    }

    private bool Fits(in ImdPacket packet, int block, int at)
    {
        ImdPacketType? expected = Session!.Version == 3 ? Session.Blocks[block] : _energiesAt >= 0 ? ImdPacketType.Coordinates
            : packet.Type is ImdPacketType.Energies or ImdPacketType.Coordinates ? packet.Type : null;
        int length = packet.Type is ImdPacketType.Coordinates or ImdPacketType.Velocities or ImdPacketType.Forces ? atomCount : 1;
        if (packet.Type == expected && packet.Length == length) return true;
        if (packet.Type == expected && length == atomCount) Break(at, $"{atomCount} atoms", $"{packet.Length}");
        else Break(at, expected is null ? "energies or coordinates" : $"{expected}".ToLowerInvariant(), Said(packet));
        return false;
    }

    private void Note(ImdPacketType type, int body)
    {
        switch (type)
        {
            case ImdPacketType.Time: _timeAt = body; break;
            case ImdPacketType.Energies: _energiesAt = body; break;
            case ImdPacketType.Box: _boxAt = body; break;
            case ImdPacketType.Coordinates: _positionsAt = body; break;
            case ImdPacketType.Velocities: _velocitiesAt = body; break;
            default: break;
        }
    }

    private ParseStep Take(ReadOnlySpan<byte> frame, int consumed)
    {
        Frame taken = _pool.Rent();
        string? expected = !TakeMotion(frame, taken) || !TakeTime(frame, taken) ? "finite numbers" : TakeBox(frame, taken) ? null : "a box with a volume, or one of zeros";
        if (expected is null) return new ParseStep(consumed, taken, null);
        taken.Dispose();
        return new ParseStep(consumed, null, new BadInput($"{address} byte {_readBytes}", expected, "others"));
    }

    private bool TakeMotion(ReadOnlySpan<byte> bytes, Frame frame)
    {
        bool isBig = Session!.IsBigEndian, areFinite = true;
        frame.Kind = PositionKind.Absent;
        if (_positionsAt >= 0)
        {
            areFinite = ImdVectors.Read(bytes[_positionsAt..], isBig, units.LengthA, frame.PositionsA);
            frame.Kind = Session.IsWrapped ?? !isUnwrapped ? PositionKind.Wrapped : PositionKind.Unwrapped;
        }
        if (_velocitiesAt >= 0)
        {
            areFinite &= ImdVectors.Read(bytes[_velocitiesAt..], isBig, units.VelocityAPerPs, frame.VelocitiesAPerPs);
            frame.HasVelocities = true;
        }
        return areFinite;
    }

    // A system without a box sends zeros.
    private bool TakeBox(ReadOnlySpan<byte> bytes, Frame frame)
    {
        if (_boxAt < 0) return true;
        ImdVectors.Read(bytes[_boxAt..], Session!.IsBigEndian, units.LengthA, _boxA);
        if (!_boxA.AsSpan().ContainsAnyExcept(0.0)) return true;
        var cell = new Cell(_boxA[0], _boxA[1], _boxA[2], _boxA[3], _boxA[4], _boxA[5], _boxA[6], _boxA[7], _boxA[8]);
        frame.Cell = cell;
        return cell.IsValid;
    }

    private bool TakeTime(ReadOnlySpan<byte> bytes, Frame frame)
    {
        if (_energiesAt >= 0) frame.Step = Int32(bytes[_energiesAt..]);
        if (_timeAt < 0) return true;
        StepPs = Double(bytes[_timeAt..]) * units.TimePs;
        frame.TimePs = Double(bytes[(_timeAt + 8)..]) * units.TimePs;
        frame.Step = Int64(bytes[(_timeAt + 16)..]);
        return double.IsFinite(StepPs) && double.IsFinite(frame.TimePs);
    }

    private int Int32(ReadOnlySpan<byte> at) => Session!.IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(at) : BinaryPrimitives.ReadInt32LittleEndian(at);

    private long Int64(ReadOnlySpan<byte> at) => Session!.IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(at) : BinaryPrimitives.ReadInt64LittleEndian(at);

    private double Double(ReadOnlySpan<byte> at) => Session!.IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(at) : BinaryPrimitives.ReadDoubleLittleEndian(at);

    private static string Said(in ImdPacket packet) => $"packet {(int)packet.Type} ({packet.Type}) of length {packet.Length}";

    private int Break(int at, string expected, string found)
    {
        _bad = new BadInput($"{address} byte {_readBytes + at}", expected, found);
        return 0;
    }
}
