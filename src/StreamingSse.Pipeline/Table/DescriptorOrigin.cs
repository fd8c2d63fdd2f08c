namespace StreamingSse.Pipeline.Table;

/// <summary>Where a descriptor's value comes from (computed, file, hand, and over what), or why it is missing.</summary>
public sealed record DescriptorOrigin(string Name, string From, string? Missing);
