using System.Globalization;
using System.Text;
using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class SlabInformationTests
{
    private const string Heading = "slabinfo - version: 2.1\n# name <active_objs> ...\n";

    [Fact]
    public void Every_cache_equals_that_of_a_plain_second_parser()
    {
        byte[] text = Recorded.Text(Recorded.Linux618, SlabInformation.Path);
        SlabInformation slabs = new();
        slabs.Parse(text);
        string[] lines = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length - 2, slabs.Caches.Length);
        for (int i = 2; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ulong[] numbers = [.. words.Select(word => ulong.TryParse(word, CultureInfo.InvariantCulture, out ulong number) ? number : 0)];
            Assert.Equal(new SlabCache(words[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[13], numbers[14]), slabs.Caches[i - 2]);
        }
    }

    [Fact]
    public void Name_with_blanks_is_one_name()
    {
        SlabInformation slabs = Recorded.Parse<SlabInformation>(Heading + "odd name 7  8 312 13 1 : tunables 0 0 0 : slabdata 2 3 0\n");
        Assert.Equal(new SlabCache("odd name", 7, 8, 312, 13, 1, 2, 3), slabs.Caches[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("slabinfo - version: 1.1\n")]
    [InlineData(Heading + "dentry 1 2 3 4 5\n")]
    [InlineData(Heading + "dentry 2 3 4 5 : tunables 0 0 0 : slabdata 2 3 0\n")]
    [InlineData(Heading + "dentry 1 2 3 4 5 : tunables 0 0 0 : slabdata 2\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<SlabInformation>(text);
}
