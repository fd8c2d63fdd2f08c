using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using RabbitMQ.Client.Exceptions;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Cluster.Broker;

/// <summary>One session after the other, for as long as the node lives: a broker that is away is tried again, with back-off.</summary>
/// <param name="tell">Is told why there is no session, once for each reason.</param>
internal sealed class BrokerSessions(BrokerConfig config, string node, Action<string> tell)
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(15);

    private const int AccessRefused = 403, OtherArguments = 406; // AMQP 0-9-1: trying again does not help

    /// <summary>Gives each session to the caller, who uses it until it is lost; it is disposed when the next one is asked for.</summary>
    /// <exception cref="BadInputException">The broker refuses this user, or holds something else under our names: trying again would not help.</exception>
    public async IAsyncEnumerable<BrokerSession> ReadAllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            BrokerSession? opened = await RetryAsync(stop);
            if (opened is null) yield break;
            await using BrokerSession session = opened;
            yield return session;
        }
    }

    /// <summary>One session, now or not at all; for commands that somebody waits for.</summary>
    /// <exception cref="BadInputException">There is no broker, or it refuses this user.</exception>
    public async Task<BrokerSession> OpenAsync(CancellationToken stop)
    {
        try
        {
            return await TryAsync(stop);
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException or TimeoutException)
        {
            throw IsAway(failure) ? new BadInputException(Where, "a broker (cluster.broker.uri, SSE_BROKER_URI)", Reason(failure)) : Refused(failure);
        }
    }

    private async Task<BrokerSession?> RetryAsync(CancellationToken stop)
    {
        string told = "";
        var retry = new ResiliencePipelineBuilder<BrokerSession>().AddRetry(new RetryStrategyOptions<BrokerSession>
        {
            ShouldHandle = new PredicateBuilder<BrokerSession>().Handle<RabbitMQClientException>(IsAway).Handle<IOException>(IsAway).Handle<TimeoutException>().Handle<TimeoutRejectedException>(),
            MaxRetryAttempts = int.MaxValue,
            Delay = config.ReconnectMin,
            MaxDelay = config.ReconnectMax,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = attempt =>
            {
                string reason = Reason(attempt.Outcome.Exception!);
                if (reason != told) tell($"{Where}: expected a broker, got {reason}; it is tried again");
                told = reason;
                return ValueTask.CompletedTask;
            },
        }).AddTimeout(AttemptLimit).Build();
        try
        {
            return await retry.ExecuteAsync(async token => await TryAsync(token), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception refused) when (refused is RabbitMQClientException or IOException)
        {
            throw Refused(refused);
        }
    }

    // A broker that has just come up may not have all its queues yet: that counts as away, too.
    private async Task<BrokerSession> TryAsync(CancellationToken stop)
    {
        BrokerSession session = await BrokerSession.OpenAsync(config, node, stop);
        try
        {
            await BrokerTopology.DeclareAsync(session, new BrokerNames(config.Prefix), config.StreamSize, stop);
            return session;
        }
        catch (Exception failure)
        {
            await session.DisposeAsync();
            throw failure is OperationCanceledException && !stop.IsCancellationRequested ? new IOException("the connection was lost at once", failure) : failure;
        }
    }

    private string Where => $"{config.Uri.Host}:{(config.Uri.Port > 0 ? config.Uri.Port : 5672)}";

    private BadInputException Refused(Exception refusal) => refusal is OperationInterruptedException { ShutdownReason.ReplyCode: OtherArguments }
        ? new(Where, $"queues of this release under the prefix {config.Prefix}", Reason(refusal))
        : new(Where, $"a broker that takes user {config.User}", Reason(refusal));

    private static bool IsAway(Exception failure) => Innermost(failure) switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => false,
        OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyCode is not (AccessRefused or OtherArguments),
        _ => true,
    };

    private static string Reason(Exception failure) => Innermost(failure).Message;

    private static Exception Innermost(Exception failure)
    {
        while (failure is AggregateException or BrokerUnreachableException && failure.InnerException is { } inner) failure = inner;
        return failure;
    }
}
