using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamingSse.Kernel.State;

namespace StreamingSse.Tests;

/// <summary>What a saved and loaded object must be: the same, field by field, but for what is marked as no state.</summary>
internal static class CarriedState
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static byte[] Save(Action<StateCarrier> carry)
    {
        var output = new ArrayBufferWriter<byte>();
        StateCarrier saving = StateCarrier.SavingTo(output), measuring = StateCarrier.Measuring();
        carry(saving);
        carry(measuring);
        Assert.Equal(output.WrittenCount, saving.ByteCount);
        Assert.Equal(output.WrittenCount, measuring.ByteCount);
        return output.WrittenSpan.ToArray();
    }

    public static void Load(byte[] saved, Action<StateCarrier> carry)
    {
        StateCarrier loading = StateCarrier.LoadingFrom(saved);
        carry(loading);
        loading.End();
    }

    /// <summary>Saves one, loads the other, and compares every field of both.</summary>
    public static void Move<T>(T from, T to, Action<T, StateCarrier> carry) where T : class
    {
        Load(Save(state => carry(from, state)), state => carry(to, state));
        if (Difference(from, to) is string difference) Assert.Fail($"not carried, and not marked as [NotState]: {difference}");
    }

    /// <summary>The first field in which two objects differ; null where none does.</summary>
    public static string? Difference(object? a, object? b) => Difference(typeof(object).Name, a, b, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Difference(string path, object? a, object? b, HashSet<object> seen)
    {
        if (a is null || b is null) return a is null && b is null ? null : $"{path}: {a ?? "null"} and {b ?? "null"}";
        Type type = a.GetType();
        if (type != b.GetType()) return $"{path}: {type} and {b.GetType()}";
        if (a is Delegate or Type or string or Pointer || type.IsPrimitive || type.IsEnum) return a is Delegate || Same(a, b) ? null : $"{path}: {a} and {b}";
        if (!type.IsValueType && !seen.Add(a)) return null;
        if (a is Array { Rank: 1 } && type.GetElementType()!.IsPrimitive) return Bytes((Array)a).SequenceEqual(Bytes((Array)b)) ? null : $"{path}: other values";
        if (type.Name == "AlignedBuffer") return Values(a).SequenceEqual(Values(b)) ? null : $"{path}: other values";
        if (a is IEnumerable some && b is IEnumerable others && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || type.IsArray)
            return DifferenceOfItems(path, [.. ((IEnumerable)a).Cast<object?>()], [.. ((IEnumerable)b).Cast<object?>()], seen);
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (FieldInfo field in at.GetFields(Own).Where(field => !IsNoState(field)))
                if (Difference($"{path}.{NameOf(field)}", field.GetValue(a), field.GetValue(b), seen) is string found) return found;
        return null;
    }

    private static string? DifferenceOfItems(string path, object?[] a, object?[] b, HashSet<object> seen)
    {
        if (a.Length != b.Length) return $"{path}: {a.Length} and {b.Length} items";
        for (int i = 0; i < a.Length; i++)
            if (Difference($"{path}[{i}]", a[i], b[i], seen) is string found) return found;
        return null;
    }

    private static bool Same(object a, object b) => a switch
    {
        double d => BitConverter.DoubleToInt64Bits(d) == BitConverter.DoubleToInt64Bits((double)b),
        float f => BitConverter.SingleToInt32Bits(f) == BitConverter.SingleToInt32Bits((float)b),
        _ => a.Equals(b),
    };

    private static ReadOnlySpan<byte> Bytes(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array));

    // The values begin wherever a cache line does.
    private static ReadOnlySpan<byte> Values(object buffer)
    {
        var array = (double[])buffer.GetType().GetField("_array", Own)!.GetValue(buffer)!;
        int start = (int)buffer.GetType().GetField("_start", Own)!.GetValue(buffer)!, length = (int)buffer.GetType().GetProperty("Length")!.GetValue(buffer)!;
        return MemoryMarshal.AsBytes(array.AsSpan(start, length));
    }

    /// <summary>Every type with a method Carry(StateCarrier) and its fields that may change and that the method neither touches nor marks.</summary>
    /// <param name="except">Types that refuse to be carried.</param>
    public static string[] FieldsLeftOut(Assembly assembly, params Type[] except) =>
        [.. assembly.GetTypes().Where(type => CarryOf(type) is not null && !except.Contains(type)).SelectMany(FieldsLeftOut).Order()];

    private static IEnumerable<string> FieldsLeftOut(Type type)
    {
        var touched = new HashSet<FieldInfo>();
        var looked = new HashSet<MethodBase>();
        Look(CarryOf(type)!, type, touched, looked);
        return from field in type.GetFields(Own)
               where MayChange(field) && !IsNoState(field) && !touched.Contains(field)
               select $"{type.Name}.{NameOf(field)}";
    }

    // A parameter of the constructor is kept, not changed.
    private static bool MayChange(FieldInfo field) =>
        !field.Name.EndsWith(">P", StringComparison.Ordinal) && (!field.IsInitOnly || CarryOf(field.FieldType) is not null);

    private static bool IsNoState(FieldInfo field) =>
        field.IsDefined(typeof(NotStateAttribute)) || field.DeclaringType!.GetProperty(NameOf(field), Own)?.IsDefined(typeof(NotStateAttribute)) == true;

    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') && field.Name.Contains(">k", StringComparison.Ordinal) ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static MethodInfo? CarryOf(Type type) => type.GetMethod("Carry", Own, [typeof(StateCarrier)]);

    // Reads the method's code for the fields it refers to, its own helpers and lambdas included.
    private static void Look(MethodBase method, Type type, HashSet<FieldInfo> touched, HashSet<MethodBase> looked)
    {
        if (!looked.Add(method) || method.GetMethodBody()?.GetILAsByteArray() is not byte[] code) return;
        for (int at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] is not (0x7b or 0x7c or 0x7d or 0x28 or 0x6f) && (at == 0 || code[at - 1] != 0xfe || code[at] != 0x06)) continue;
            MemberInfo? member = Resolve(method, BitConverter.ToInt32(code, at + 1));
            if (member is FieldInfo field && field.DeclaringType == type) touched.Add(field);
            if (member is MethodBase next && IsWithin(next.DeclaringType, type)) Look(next, type, touched, looked);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return null; // no token at all: the bytes only look like one
        }
    }

    private static bool IsWithin(Type? inner, Type outer) =>
        inner == outer || (inner?.DeclaringType is Type next && inner.IsDefined(typeof(CompilerGeneratedAttribute)) && IsWithin(next, outer));
}
