namespace StreamingSse.Cluster.Tests.Broker;

/// <summary>A fact over a real RabbitMQ; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute() => Skip = RabbitBroker.IsInstalled ? null : "RabbitMQ (rabbitmq-server) is not installed: no broker to talk to";
}
