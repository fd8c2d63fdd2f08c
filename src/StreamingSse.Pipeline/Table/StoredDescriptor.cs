namespace StreamingSse.Pipeline.Table;

/// <summary>What table <c>descriptors</c> holds of one descriptor beside its value, which is in <c>runs</c>.</summary>
/// <param name="Error">NaN where none is known.</param>
internal readonly record struct StoredDescriptor(DescriptorOrigin Origin, double Error);
