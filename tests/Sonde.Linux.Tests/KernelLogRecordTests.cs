using System.Text;

namespace Sonde.Linux.Tests;

public sealed class KernelLogRecordTests
{
    [Fact]
    public void A_record_gives_level_facility_sequence_time_and_text()
    {
        Assert.True(KernelLogRecord.TryParse("30,339,5140900,-;systemd[1]: Started.\n"u8, out KernelLogRecord record));

        Assert.Equal(
            new KernelLogRecord(KernelLogLevel.Informational, 3, 339, TimeSpan.FromMicroseconds(5_140_900), false, "systemd[1]: Started."),
            record);
    }

    [Fact]
    public void Lines_about_the_device_and_further_header_fields_are_left_out()
    {
        const string bytes = "4,1024,12,c,caller=T1,new=3;eth0: link; down\n SUBSYSTEM=net\n DEVICE=n3\n";

        Assert.True(KernelLogRecord.TryParse(Encoding.ASCII.GetBytes(bytes), out KernelLogRecord record));

        Assert.Equal("eth0: link; down", record.Text);
        Assert.Equal(KernelLogLevel.Warning, record.Level);
        Assert.True(record.IsFragment);
    }

    [Theory]
    [InlineData(@"a\x09b\x0ac", "a\tb\nc")]
    [InlineData(@"\x1b[31mred", "\u001b[31mred")]
    [InlineData(@"C:\x5cx41", @"C:\x41")]
    [InlineData(@"gr\xc3\xbcn \xff", "grün \uFFFD")]
    [InlineData(@"\x", @"\x")]
    [InlineData(@"\x4", @"\x4")]
    [InlineData(@"\xzz\", @"\xzz\")]
    public void Escapes_are_undone_and_what_is_none_is_kept(string written, string expected)
    {
        Assert.True(KernelLogRecord.TryParse(Encoding.ASCII.GetBytes("6,1,0,-;" + written), out KernelLogRecord record));

        Assert.Equal(expected, record.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("6")]
    [InlineData("6,1;text")]
    [InlineData("6,1,2")]
    [InlineData("-6,1,2,-;text")]
    [InlineData("6,-1,2,-;text")]
    [InlineData("2048,1,2,-;text")]
    [InlineData("6,99999999999999999999,2,-;text")]
    [InlineData("6,1,9223372036854775807,-;text")]
    [InlineData("6x,1,2,-;text")]
    public void What_is_no_record_is_refused(string bytes) => Assert.False(KernelLogRecord.TryParse(Encoding.ASCII.GetBytes(bytes), out _));

    [Fact]
    public void A_record_cut_or_changed_anywhere_is_read_or_refused_without_an_exception()
    {
        byte[] whole = "30,339,5140900,c,caller=T1;a\\x1bb\\x5c\n SUBSYSTEM=net\n"u8.ToArray();
        for (int length = 0; length <= whole.Length; length++)
            _ = KernelLogRecord.TryParse(whole.AsSpan(0, length), out _);
        for (int offset = 0; offset < whole.Length; offset++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. whole];
                changed[offset] = (byte)value;
                _ = KernelLogRecord.TryParse(changed, out _);
            }
        }
    }
}
