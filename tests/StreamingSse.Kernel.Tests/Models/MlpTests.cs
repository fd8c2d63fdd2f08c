using StreamingSse.Kernel.Models;

namespace StreamingSse.Kernel.Tests.Models;

public sealed class MlpTests
{
    private static readonly MlpSettings Small = new([19, 7, 33], LearningRate: 0.01, BatchRows: 10);

    /// <summary>Widths that fill no tile of the matrix product and no vector; batches of 10, 10 and 3 rows.</summary>
    [Fact]
    public void Ten_epochs_are_those_of_the_network_written_out()
    {
        (double[][] x, double[] y) = Data(23, 5);
        var dice = new Random(3);
        var plain = new PlainNetwork([5, 19, 7, 33, 1], dice);
        var network = new Mlp(5, Small, seed: 3);
        int[] order = [.. Enumerable.Range(0, 23)], plainOrder = [.. order];
        for (int epoch = 0; epoch < 10; epoch++)
        {
            dice.Shuffle(plainOrder);
            double loss = 0;
            foreach (int[] rows in plainOrder.Chunk(10))
            {
                double[][] batch = [.. rows.Select(row => x[row])];
                double[] targets = [.. rows.Select(row => y[row])];
                loss += plain.Loss(batch, targets, Small.Decay) * rows.Length / 23;
                plain.Step(batch, targets, Small.LearningRate, Small.Decay);
            }
            Assert.Equal(1, network.Epoch(Flat(x), Single(y), order) / loss, 1e-4); // single precision
        }
        float[] predicted = network.Predict(Flat(x));
        for (int row = 0; row < 23; row++) Assert.Equal(plain.Predict(x[row]), predicted[row], 1e-3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_bit_for_bit()
    {
        (double[][] x, double[] y) = Data(40, 5);
        float[] Trained(int seed)
        {
            var network = new Mlp(5, Small, seed);
            network.Train(Flat(x), Single(y));
            return network.Predict(Flat(x));
        }
        Assert.Equal(Trained(1), Trained(1));
        Assert.NotEqual(Trained(1), Trained(2));
    }

    [Fact]
    public void Training_learns_a_curved_law_and_stops_when_the_loss_stands_still()
    {
        (double[][] x, double[] y) = Data(200, 3);
        var network = new Mlp(3, Small with { MaxEpochs = 2000, BatchRows = 50 }, seed: 1);
        int epochs = network.Train(Flat(x), Single(y));
        Assert.InRange(epochs, 12, 1999);
        double error = network.Predict(Flat(x)).Zip(y, (p, t) => Math.Abs(p - t)).Average();
        Assert.InRange(error, 0, 0.1 * y.Average(Math.Abs));
    }

    private static (double[][] X, double[] Y) Data(int rows, int columns)
    {
        var dice = new Random(11);
        double[][] x = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => 2 * dice.NextDouble() - 1).ToArray())];
        return (x, [.. x.Select(row => 1 + 2 * row[0] + Math.Sin(3 * row[1]))]);
    }

    private static float[] Flat(double[][] rows) => [.. rows.SelectMany(row => row).Select(value => (float)value)];

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];
}
