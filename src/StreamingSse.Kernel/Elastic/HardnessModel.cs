namespace StreamingSse.Kernel.Elastic;

/// <summary>Which formula gives the Vickers hardness.</summary>
public enum HardnessModel
{
    /// <summary>0.92 k^1.137 G^0.708: Y. Tian et al., Int. J. Refract. Met. Hard Mater. 2012, 33, 93.</summary>
    Tian,

    /// <summary>2(k²G)^0.585 − 3: X.-Q. Chen et al., Intermetallics 2011, 19, 1275. Below zero for soft solids.</summary>
    Chen,
}
