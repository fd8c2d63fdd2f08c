using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Tests.Hocon;

/// <summary>The rules of the HOCON specification, section by section; each test's name says which.</summary>
public sealed class HoconRuleTests
{
    [Theory]
    [InlineData("a = 1 # one\nb = 2 // two\nc = \"# // none\"", "a=1 b=2 c=# // none")]
    public void Comments_run_to_the_end_of_the_line_but_not_in_quotes(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("{ a = 1 }", "a=1")]
    [InlineData("a = 1", "a=1")]
    [InlineData("", "")]
    [InlineData("{\"a\":{\"b\":[1,\"x\"]}}", "a:b:0=1 a:b:1=x")]
    public void Root_braces_may_be_left_out_and_JSON_is_HOCON(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a : 1, b = 2, c { d = 3 }", "a=1 b=2 c:d=3")]
    [InlineData("a\n=\n1", "a=1")]
    public void Key_value_separator_is_a_colon_an_equals_sign_or_a_brace(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = [1,2,3,]", "a:0=1 a:1=2 a:2=3")]
    [InlineData("a = [1\n2\n\n3]", "a:0=1 a:1=2 a:2=3")]
    [InlineData("a = 1,\nb = 2,", "a=1 b=2")]
    public void Commas_may_be_new_lines_and_one_may_trail(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = [1,2,3,,]")]
    [InlineData("a = [,1]")]
    [InlineData("a = [1,,2]")]
    [InlineData("a = 1,,b = 2")]
    [InlineData("a = { b = 1 c { } }")]
    public void Commas_two_in_a_row_or_none_are_refused(string text) => Refused(text);

    [Theory]
    [InlineData("a { x = 1, y = 1 }\na { y = 2 }", "a:x=1 a:y=2")]
    [InlineData("a { x = 1 }\na = null\na { y = 2 }", "a:y=2")]
    [InlineData("a { x = 1 }\na = 3", "a=3")]
    [InlineData("a = [1, 2]\na = [3]", "a:0=3")]
    [InlineData("a.x = 1\na.y.z = 2", "a:x=1 a:y:z=2")]
    public void Duplicate_keys_later_wins_objects_merge_and_null_between_prevents_it(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = foo bar  baz ", "a=foo bar  baz")]
    [InlineData("a = true foo", "a=true foo")]
    [InlineData("a = null foo", "a=null foo")]
    [InlineData("a = 1e5 x", "a=1e5 x")]
    [InlineData("a = 10.0bar", "a=10.0bar")]
    [InlineData("a = x \"y  z\" w", "a=x y  z w")]
    [InlineData("a = 1e+5", "a=1e+5")]
    [InlineData("a = /scratch/run-7", "a=/scratch/run-7")]
    public void Unquoted_strings_and_string_concatenation_keep_the_text_as_written(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = x$y")]
    [InlineData("a = x`y")]
    [InlineData("a = C:\\x")]
    [InlineData("a = who?")]
    [InlineData("a = me@host")]
    public void Unquoted_strings_with_forbidden_characters_are_refused(string text) => Refused(text);

    [Theory]
    [InlineData("a = \"\\\"\\\\\\/\\u00e5\"", "a=\"\\/å")]
    [InlineData("a = \"\"\"x \"y\" \\n\"\"\"", "a=x \"y\" \\n")]
    [InlineData("a = \"\"\"x\"\"\"\"", "a=x\"")]
    public void Quoted_strings_escape_as_JSON_and_triple_quotes_take_all_as_it_is(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = [1] [2]", "a:0=1 a:1=2")]
    [InlineData("a = [[1] [2]\n[3]]", "a:0:0=1 a:0:1=2 a:1:0=3")]
    [InlineData("a = { x = 1 } { x = 2, y = 3 }", "a:x=2 a:y=3")]
    [InlineData("g { size = 6 }\neast = ${g} { name = east }", "east:name=east east:size=6 g:size=6")]
    public void Array_and_object_concatenation_appends_and_merges(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = [1] x")]
    [InlineData("a = { b = 1 } [2]")]
    [InlineData("b = { c = 1 }\na = x ${b}")]
    public void Mixed_concatenation_is_refused(string text) => Refused(text);

    [Theory]
    [InlineData("10.0foo = 1", "10:0foo=1")]
    [InlineData("foo\"10.0\" = 1", "foo10.0=1")]
    [InlineData("3.14 = 1", "3:14=1")]
    [InlineData("true = 1", "true=1")]
    [InlineData("a b c = 1", "a b c=1")]
    [InlineData("a.\"b.c\".d = 1", "a:b.c:d=1")]
    public void Path_expressions_split_at_unquoted_dots(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a..b = 1")]
    [InlineData(".a = 1")]
    [InlineData("a. = 1")]
    [InlineData("${a} = 1")]
    [InlineData("a = ${b${c}}")]
    public void Path_expressions_with_empty_elements_or_substitutions_are_refused(string text) => Refused(text);

    [Theory]
    [InlineData("b = ${a}\na = 1\na = 2", "a=2 b=2")]
    [InlineData("a = x\nb = [${a}, ${a}y]", "a=x b:0=x b:1=xy")]
    [InlineData("a = 7\nb = \"${a}\"", "a=7 b=${a}")]
    [InlineData("b = 1\nb = ${?none}", "b=1")]
    [InlineData("b = [${?none}, 1]", "b:0=1")]
    [InlineData("b = x${?none}y", "b=xy")]
    [InlineData("b = ${?none}${?neither}", "")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }\nbar { foo = 43 }", "bar:baz=43 bar:foo=43")]
    [InlineData("bar { a = ${foo.d}, b = 1 }\nbar.b = 3\nfoo { c = ${bar.b}, d = 2 }\nfoo.d = 4", "bar:a=4 bar:b=3 foo:c=3 foo:d=4")]
    public void Substitutions_see_the_final_value_and_undefined_optional_ones_vanish(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("path = a\npath = ${path}\":b\"", "path=a:b")]
    [InlineData("path = [a]\npath = ${path} [b]", "path:0=a path:1=b")]
    [InlineData("a = ${?a}foo", "a=foo")]
    [InlineData("foo { a { c = 1 } }\nfoo = ${foo.a}\nfoo { a = 2 }", "foo:a=2 foo:c=1")]
    [InlineData("foo = ${nope}\nfoo = 42", "foo=42")]
    [InlineData("a = 1\nb = 2\na = ${b}\nb = ${a}", "a=1 b=1")]
    public void Self_references_look_back_and_what_is_hidden_is_never_evaluated(string text, string expected) => Equal(expected, text);

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${b}\nb = ${c}\nc = ${a}")]
    [InlineData("a { b = ${a} }")]
    [InlineData("a = [${a}]")]
    [InlineData("a = ${none}")]
    public void Circles_and_undefined_substitutions_are_refused(string text) => Refused(text);

    [Theory]
    [InlineData("a += 1\na += 2", "a:0=1 a:1=2")]
    [InlineData("a = [1]\na += [2]", "a:0=1 a:1:0=2")]
    public void Plus_equals_appends_an_element(string text, string expected) => Equal(expected, text);

    [Fact]
    public void Plus_equals_on_no_array_is_refused() => Refused("a = 1\na += 2");

    [Theory]
    [InlineData("a = ${?HOME_OF_SSE}", "a=/data")]
    [InlineData("a = ${HOME_OF_SSE}/x", "a=/data/x")]
    [InlineData("a = x${?EMPTY_FOR_SSE}", "a=x EMPTY")]
    [InlineData("HOME_OF_SSE = 1\na = ${HOME_OF_SSE}", "HOME_OF_SSE=1 a=1")]
    [InlineData("HOME_OF_SSE = null\na = x${HOME_OF_SSE}", "HOME_OF_SSE= a=xnull")]
    public void Substitution_falls_back_to_environment_variables_unless_the_text_says_null(string text, string expected) =>
        Equal(expected.Replace(" EMPTY", ""), text);

    [Theory]
    [InlineData("[1]", "array as the root")]
    [InlineData("include url(\"http://x\")", "include url(…)")]
    [InlineData("include classpath(\"x.conf\")", "include classpath(…)")]
    [InlineData("include \"http://x/y.conf\"", "include of a URL")]
    [InlineData("include \"x.properties\"", "include of Java properties")]
    [InlineData("include \"x\"", "include of a name without extension")]
    [InlineData("a = [{ b += 1 }]", "+= within an array")]
    [InlineData("a = [{ include \"x.conf\" }]", "include within an array")]
    [InlineData("a = ${PATHS[]}", "a list from environment variables")]
    [InlineData("\"\" = 1", "the key \"\"")]
    [InlineData("\"a:b\" = 1", "the key \"a:b\"")]
    public void What_is_left_out_is_refused_by_name(string text, string feature) => Assert.Contains(feature, Refused(text));

    [Theory]
    [InlineData("a = 1\nb = x$", "test.conf:2:6: ")]
    [InlineData("a {\n  b = [1,\n  2", "test.conf:2:7: expected a closing ]")]
    [InlineData("a {\n\n", "test.conf:1:3: expected a closing }")]
    [InlineData("a = \"x\ny\"", "test.conf:1:5: expected closing \"")]
    [InlineData("a\nb = 1", "test.conf:2:1: expected = or : or { after the key a, got 'b'")]
    [InlineData("a = 1\nc = ${b.d}", "test.conf:2:5: expected a value for ${b.d}")]
    [InlineData("a = 1\nA = 2", "expected keys that differ in more than case")]
    public void Errors_say_where_expected_and_found(string text, string message) => Assert.Contains(message, Refused(text));

    [Fact]
    public void Deep_nesting_is_refused_not_a_stack_overflow() => Assert.Contains("at most 64", Refused("a = " + new string('[', 100_000)));

    [Fact]
    public void Any_mutation_is_read_or_refused()
    {
        var random = new Random(7);
        string[] texts = [.. HoconSamples.Texts];
        for (int i = 0; i < 20_000; i++)
        {
            string text = texts[random.Next(texts.Length)] + "\n" + texts[random.Next(texts.Length)];
            char[] mutated = text.ToCharArray();
            for (int k = random.Next(1, 4); k > 0; k--)
                mutated[random.Next(mutated.Length)] = (char)random.Next(random.Next(10) > 0 ? 128 : char.MaxValue);
            try { Read(new string(mutated)); }
            catch (BadInputException e) { Assert.Contains("expected", e.Message); }
        }
    }

    private static void Equal(string expected, string text) => Assert.Equal(expected, Read(text));

    private static string Refused(string text) => Assert.Throws<BadInputException>(() => Read(text)).Message;

    private static string Read(string text)
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddHoconText(text, "test.conf", name => name switch { "HOME_OF_SSE" => "/data", "EMPTY_FOR_SSE" => "", _ => null })
            .Build();
        return string.Join(' ', root.AsEnumerable()
            .Where(pair => pair.Value is not null || !root.GetSection(pair.Key).GetChildren().Any())
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
