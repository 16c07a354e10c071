using System.Globalization;
using System.Text;
using Sonde.Proc.Cpu;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Cpu;

public class InterruptTableTests
{
    [Fact]
    public void Heading_says_which_cpus_are_columns()
    {
        InterruptTable table = Recorded.Load<InterruptTable>(Recorded.Linux61, InterruptTable.Path);
        Assert.Equal([0, 1, 3], table.Cpus.ToArray());
        InterruptRow row = Find(table, "26");
        Assert.Equal([0UL, 0UL, 107UL], table.Counts(row).ToArray());
        Assert.Equal("PCI-MSI 65538-edge      virtio1-req.1", row.Description);
        Assert.True(row.IsNumbered);
        Assert.Equal(107UL, table.Total(row));
    }

    [Fact]
    public void Architectures_own_rows_have_symbol_and_sentence()
    {
        InterruptTable table = Recorded.Load<InterruptTable>(Recorded.Linux61, InterruptTable.Path);
        InterruptRow row = Find(table, "LOC");
        Assert.Equal([800UL, 471UL, 823UL], table.Counts(row).ToArray());
        Assert.Equal("Local timer interrupts", row.Description);
        Assert.False(row.IsNumbered);
        Assert.True(table.IsPerCpu(row));
    }

    [Fact]
    public void Error_rows_are_not_by_cpu()
    {
        InterruptTable table = Recorded.Load<InterruptTable>(Recorded.Linux61, InterruptTable.Path);
        InterruptRow row = Find(table, "ERR");
        Assert.Equal(1, table.Counts(row).Length);
        Assert.False(table.IsPerCpu(row));
        Assert.Equal("", row.Description);
    }

    [Fact]
    public void Soft_interrupts_have_names_and_no_description()
    {
        InterruptTable table = Recorded.Load<InterruptTable>(Recorded.Linux618, InterruptTable.SoftInterruptsPath);
        Assert.Equal(["HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET", "SCHED", "HRTIMER", "RCU"], Names(table));
        Assert.Equal("", Find(table, "NET_RX").Description);
    }

    [Fact]
    public void Description_that_begins_with_a_number_is_not_a_count()
    {
        InterruptTable table = Recorded.Parse<InterruptTable>("     CPU0 CPU1\n 7: 1 2 33 GICv3 25 Level timer\nIPI0: 3 4       Rescheduling interrupts\n");
        Assert.Equal([1UL, 2UL], table.Counts(Find(table, "7")).ToArray());
        Assert.Equal("33 GICv3 25 Level timer", Find(table, "7").Description);
        Assert.Equal("Rescheduling interrupts", Find(table, "IPI0").Description);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("CPU0 KPU1\n")]
    [InlineData("CPU8192\n")]
    [InlineData("  0: 1 2\n")]
    public void Text_without_a_heading_of_cpus_is_refused(string text) => Recorded.Refusal<InterruptTable>(text);

    [Fact]
    public void Text_of_eight_megabytes_is_read_in_full_and_again_without_allocation()
    {
        byte[] text = LargeText(cpuCount: 512, rowCount: 1500);
        Assert.InRange(text.Length, 8_000_000, 12_000_000);
        InterruptTable table = new();
        table.Parse(text);
        Assert.Equal(1500, table.Rows.Length);
        Assert.Equal(512, table.Cpus.Length);
        Assert.Equal((ulong)(1499 * 511 % 1000), table.Counts(table.Rows[1499])[511]);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => table.Parse(text)));
    }

    [Fact]
    public void Many_empty_rows_under_a_wide_heading_do_not_claim_memory_for_all_columns()
    {
        StringBuilder text = new();
        for (int i = 0; i < ProcStat.LargestCpuCount; i++)
            text.Append(CultureInfo.InvariantCulture, $" CPU{i}");
        text.Append('\n');
        for (int i = 0; i < 100_000; i++)
            text.Append("x:\n");
        byte[] bytes = Encoding.ASCII.GetBytes(text.ToString());
        InterruptTable table = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        table.Parse(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.Equal(100_000, table.Rows.Length);
    }

    [Fact]
    public void Every_count_equals_that_of_a_plain_second_parser()
    {
        byte[] text = Recorded.Text(Recorded.Linux618, InterruptTable.Path);
        InterruptTable table = new();
        table.Parse(text);
        string[] lines = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length - 1, table.Rows.Length);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            InterruptRow row = table.Rows[i - 1];
            Assert.Equal(words[0], row.Name + ":");
            Assert.Equal(words[1..].TakeWhile(word => ulong.TryParse(word, out _)).Take(2).Select(ulong.Parse), table.Counts(row).ToArray());
        }
    }

    private static byte[] LargeText(int cpuCount, int rowCount)
    {
        StringBuilder text = new();
        text.Append("     ");
        for (int cpu = 0; cpu < cpuCount; cpu++)
            text.Append(CultureInfo.InvariantCulture, $" CPU{cpu,-8}");
        text.Append('\n');
        for (int row = 0; row < rowCount; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row,4}:");
            for (int cpu = 0; cpu < cpuCount; cpu++)
                text.Append(CultureInfo.InvariantCulture, $" {row * cpu % 1000,10}");
            text.Append(CultureInfo.InvariantCulture, $"  PCI-MSI {row}-edge      nvme0q{row}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static InterruptRow Find(InterruptTable table, string name)
    {
        foreach (InterruptRow row in table.Rows)
        {
            if (row.Name == name)
                return row;
        }

        throw new InvalidOperationException($"no row {name}");
    }

    private static List<string> Names(InterruptTable table)
    {
        List<string> names = [];
        foreach (InterruptRow row in table.Rows)
            names.Add(row.Name);
        return names;
    }
}
