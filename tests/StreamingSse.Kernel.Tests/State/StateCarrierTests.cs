using StreamingSse.Kernel.State;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.State;

public sealed class StateCarrierTests
{
    private sealed class Everything
    {
        private readonly double[] _fixed = new double[3];
        private readonly List<long> _list = [];
        private double _number;
        private bool _flag;
        private DayOfWeek _choice;
        private Cell? _cell;
        private Interval _interval;
        private string? _text;
        private float[]? _array;

        public static Everything Filled()
        {
            var e = new Everything { _number = BitConverter.Int64BitsToDouble(0x7ff8_0000_0000_1234), _flag = true, _choice = DayOfWeek.Friday };
            (e._cell, e._interval, e._text, e._array) = (Cell.Orthorhombic(1, 2, 3), new(1, -0.0, double.PositiveInfinity), "Δ Å", [1, float.NaN]);
            (e._fixed[2], _) = (double.Epsilon, e._fixed);
            e._list.AddRange([1, long.MinValue]);
            return e;
        }

        public void Carry(StateCarrier state)
        {
            (_number, _flag, _choice, _cell) = (state.Carry(_number), state.Carry(_flag), state.Carry(_choice), state.Carry(_cell));
            (_interval, _text, _array) = (state.Carry(_interval), state.Carry(_text), state.Carry(_array));
            state.Fill<double>(_fixed);
            state.Fill(_list);
        }
    }

    [Fact]
    public void Every_kind_of_value_comes_back_with_its_bits()
    {
        CarriedState.Move(Everything.Filled(), new Everything(), (e, state) => e.Carry(state));
        CarriedState.Move(new Everything(), Everything.Filled(), (e, state) => e.Carry(state)); // nulls and an empty list too
    }

    [Fact]
    public void State_that_is_cut_anywhere_is_refused()
    {
        byte[] saved = CarriedState.Save(Everything.Filled().Carry);
        for (int length = 0; length < saved.Length; length++)
            Assert.Throws<StateMismatchException>(() => CarriedState.Load(saved[..length], new Everything().Carry));
        Assert.Throws<StateMismatchException>(() => CarriedState.Load([.. saved, 0], new Everything().Carry));
    }

    [Fact]
    public void A_field_that_was_added_left_out_or_moved_is_refused_by_its_name()
    {
        (int first, int second) = (1, 2);
        byte[] saved = CarriedState.Save(state => (first, second) = (state.Carry(first), state.Carry(second)));
        var bad = Assert.Throws<StateMismatchException>(() => CarriedState.Load(saved, state => (second, first) = (state.Carry(second), state.Carry(first))));
        Assert.Contains("second", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_another_length_is_refused_where_the_length_is_given_and_never_asks_for_more_than_is_there()
    {
        double[] three = [1, 2, 3], two = [0, 0];
        byte[] saved = CarriedState.Save(state => state.Fill<double>(three, "x"));
        Assert.Throws<StateMismatchException>(() => CarriedState.Load(saved, state => state.Fill<double>(two, "x")));

        byte[] array = CarriedState.Save(state => state.Carry(three, "x"));
        BitConverter.TryWriteBytes(array.AsSpan(4), int.MaxValue);
        Assert.Throws<StateMismatchException>(() => CarriedState.Load(array, state => state.Carry(three, "x")));
    }
}
