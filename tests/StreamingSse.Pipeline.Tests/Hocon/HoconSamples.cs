namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>HOCON texts to compare two readers on: hand-picked corners, and random ones from a small grammar.</summary>
internal static class HoconSamples
{
    public static IEnumerable<string> Texts =>
    [
        "", "{}", "{ a = 1 }", "a = 1", "a : 1", "a { b = 1 }", "a = 1,", "a = 1,,", ", a = 1", "a = 1\nb = 2", "a = 1 b = 2", "{ a = 1",
        "a = 1 }", "a = [1,2,3,]", "a = [1\n2\n3]", "a = [1,2,3,,]", "a = [,1]", "a = [1,,2]", "a = [ 1 2 3 ]", "a = [[1, 2] [3, 4]]",
        "a = [[1, 2]\n[3, 4]]", "a { x = 1 }\na { y = 2 }", "a { x = 1 }\na = null\na { y = 2 }", "a = 3\na { y = 2 }",
        "a { y = 2 }\na = 3", "a.b.c = 1\na.b.d = 2", "a b c = 42", "\"a.b\" = 1", "a.\"b.c\".d = 1", "a..b = 1", ".a = 1", "a. = 1",
        "3.14 = 42", "10.0foo = 1", "foo\"10.0\" = 1", "true = 42", "a =  foo bar  baz  # comment", "a = foo // comment", "a = http://x",
        "a = \"http://x\"", "a = x/y", "a = true foo", "a = null foo", "a = 1e5 x", "a = 10 ms", "a = 10ms", "a = -3", "a = -foo",
        "a = 1.2.3", "a = 127.0.0.1", "a = a=b", "a = a+b", "a = 1+2", "a = x$y", "a = `x", "a = @x", "a = x*", "a = \"x\\ty\"",
        "a = \"x\\qy\"", "a = \"\\u00e9\"", "a = \"\\u00e\"", "a = \"x", "a = \"x\ny\"", "a = \"\"\"x\ny\"\"\"", "a = \"\"\"x\"\"\"\"",
        "a = \"\"\"\\n\"\"\"", "a = \"\"\"x", "a = \"x\" y \"z\"", "a = \"x\"y", "a = \"\"", "a = []", "a = {}", "a = null",
        "a = {b = null}", "a = [null]", "a", "a =", "a = \n1", "a\n= 1", "a\n{ b = 1 }", "a = {b = 1} {c = 2}", "a = {b = 1}\n{c = 2}",
        "a = [1] [2]", "a = [1] {b = 1}", "a = x [1]", "a = 1\nb = ${a}", "b = ${a}\na = 1", "b = ${a}", "b = ${?a}", "b = 1\nb = ${?a}",
        "b = x${?a}y", "b = x ${?a} y", "a = 1\nb = ${a}${a}", "b = [${?a}]", "b = [1, ${?a}, 2]", "b = ${?a}${?c}", "b = ${?a} ${?c}",
        "b = ${?a} [1]", "b = ${?a} {x = 1}", "a = [1]\nb = ${a} [2]", "a = {x = 1}\nb = ${a} {y = 2}", "a = {x = 1}\nb = ${a} {x = 2}",
        "a = {x = 1}\nb = {y = 2} ${a}", "a = null\nb = ${a}", "a = null\nb = x${a}", "a = {x = 1}\nb = x${a}", "a.b = 1\nc = ${a.b}",
        "a.b = 1\nc = ${a}", "a = 1\nc = ${\"a\"}", "a = ${ b }\nb = 1", "a = ${? b }", "a = ${b", "a = ${}", "${a} = 1", "a = ${b.${c}}",
        "a = $ {b}", "a = ${a}", "a = ${?a}", "a = 1\na = ${a}2", "a = ${?a}foo", "a = [1]\na = ${a} [2]", "a = ${a} [2]", "a += 1",
        "a += 1\na += 2", "a = 1\na += 2", "a = [1]\na += [2]", "a.b += 1\na.b += 2", "a { b += 1, b += 2 }",
        "bar { foo = 42, baz = ${bar.foo} }", "bar { foo = 42, baz = ${bar.foo} }\nbar { foo = 43 }",
        "bar { a = ${foo.d}, b = 1 }\nbar.b = 3\nfoo { c = ${bar.b}, d = 2 }\nfoo.d = 4", "a = ${b}\nb = ${c}\nc = ${a}",
        "a = ${b}\nb = ${a}", "a = ${?b}\nb = ${?a}", "a { b = ${a} }", "a = [${a}]", "a { b = ${?a} }",
        "foo { a { c = 1 } }\nfoo = ${foo.a}\nfoo { a = 2 }", "foo = ${nope}\nfoo = 42", "foo = ${foo}\nfoo = 42",
        "foo { a = 1 }\nfoo = ${foo}", "foo = ${foo}\nfoo { a = 1 }", "a = {x = 1}\nb = ${a}\nb.x = 2",
        "a = {x = 1}\nb = ${a}\nb { y = ${b.x} }", "a = {x = {y = 1}}\nb = ${a.x}{z = 2}\nc = ${b.z}${b.y}",
        "a { x = 1 }\na = ${?none}\na { y = ${a.x} }", "path = a\npath = ${path}\":b\"\npath = ${path}\":c\"",
        "p { q = 1 }\np.q = ${p.q}2", "include = 1", "\"include\" = 1", "a include = 1", "a = include", "includes = 1",
        "include \"missing.conf\"\na = 1", "include missing", "// c\na = 1 # d\n# e", "a = 1\r\nb = 2\r\n", "a\u00a0= 1", "\uFEFFa = 1",
        "[1]", "a = [", "a = [1", "a = ]", "a = }", "{{}}", "a = {b}", "a = yes", "a = on\nb = off",
        "data { size = 6 }\neast = ${data} { name = east }\nwest = ${data} { name = west, size = 7 }", "a = 1\nb = 2\nc = ${a} ${b}",
        "a = [1]\nb = [2]\nc = ${a} ${b}", "a = [1]\nc = ${a} \" \" ${a}",
    ];

    /// <summary>Texts of a few fields over few names, so that merges, look-backs and references are frequent.</summary>
    /// <remarks>
    /// A field refers to itself and to earlier letters; values inside an object or array to e and f alone: what becomes of larger
    /// circles is not defined. Left out for faults of version 1.3.1: += within objects loses items, and an object that once hid
    /// something simple stops merging (so e is always an object), and ${a.b} within a finds nothing in some merges.
    /// </remarks>
    public static IEnumerable<string> Generated(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            string[] leaves = [$"e = {{ g = {random.Next(9)} }}", $"f = {random.Next(9)}"];
            IEnumerable<string> fields = Enumerable.Range(0, random.Next(1, 7)).Select(_ => Field(random, depth: 0));
            yield return string.Join('\n', random.GetItems([.. leaves, .. fields, .. leaves], 8));
        }
    }

    private static string Field(Random random, int depth)
    {
        string name = Pick(random, "abcd");
        string seen = "abcd"[..(name[0] - 'a' + 1)];
        return random.Next(6) switch
        {
            0 => $"{name} {{ {Field(random, depth + 1)}, {Field(random, depth + 1)} }}",
            1 when depth == 0 => $"{name} += {random.Next(5)}",
            2 => $"{name}.{Pick(random, "abcd")} = {Value(random, seen, depth + 1)}",
            _ => $"{name} = {Value(random, seen, depth)}",
        };
    }

    private static string Value(Random random, string seen, int depth) => random.Next(depth > 2 ? 4 : 8) switch
    {
        0 or 1 => Leaf(random),
        2 => $"${{{Target(random, seen, depth)}}}",
        3 => $"${{?{Target(random, seen, depth)}}}",
        4 => $"[{Value(random, seen, depth + 1)}, {Value(random, seen, depth + 1)}]",
        5 => $"{{ {Field(random, depth + 1)} }}",
        6 => $"${{?{Target(random, seen, depth)}}}[{Value(random, seen, depth + 1)}]",
        _ => $"${{?{Target(random, seen, depth)}}}{{ {Field(random, depth + 1)} }}",
    };

    private static string Leaf(Random random) => random.Next(4) switch
    {
        0 => "x y",
        1 => $"[{random.Next(9)}]",
        2 => $"{{ g = {random.Next(9)} }}",
        _ => random.Next(100).ToString(),
    };

    private static string Target(Random random, string seen, int depth) =>
        depth > 0 ? Pick(random, "ef")
        : random.Next(3) > 0 ? Pick(random, seen + "ef")
        : $"{Pick(random, seen[..^1] + "e")}.{Pick(random, "abcdg")}";

    private static string Pick(Random random, string names) => names[random.Next(names.Length)].ToString();
}
