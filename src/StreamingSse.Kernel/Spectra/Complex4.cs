using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Spectra;

/// <summary>One complex number in each of four lanes; in memory re[4], im[4].</summary>
/// <remarks>Multiply-adds are fused by name, so that every processor gives the same bits.</remarks>
internal readonly struct Complex4(Vector256<double> re, Vector256<double> im)
{
    public readonly Vector256<double> Re = re;
    public readonly Vector256<double> Im = im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex4 Load(ref double first, nuint offset) =>
        new(Vector256.LoadUnsafe(ref first, offset), Vector256.LoadUnsafe(ref first, offset + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double first, nuint offset)
    {
        Re.StoreUnsafe(ref first, offset);
        Im.StoreUnsafe(ref first, offset + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex4 operator +(Complex4 a, Complex4 b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex4 operator -(Complex4 a, Complex4 b) => new(a.Re - b.Re, a.Im - b.Im);

    /// <summary>i·this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complex4 TimesI() => new(-Im, Re);

    /// <summary>The same factor in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complex4 Times(double wRe, double wIm)
    {
        Vector256<double> c = Vector256.Create(wRe), s = Vector256.Create(wIm);
        return new(Vector256.FusedMultiplyAdd(Re, c, -(Im * s)), Vector256.FusedMultiplyAdd(Re, s, Im * c));
    }

    /// <summary>Times the conjugate of the factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complex4 TimesConjugate(double wRe, double wIm)
    {
        Vector256<double> c = Vector256.Create(wRe), s = Vector256.Create(wIm);
        return new(Vector256.FusedMultiplyAdd(Re, c, Im * s), Vector256.FusedMultiplyAdd(Im, c, -(Re * s)));
    }
}
