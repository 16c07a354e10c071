using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of interrupts by source, from /proc/interrupts (kernel/irq/proc.c) and /proc/softirqs (fs/proc/softirqs.c).</summary>
public static class InterruptFields
{
    /// <summary>mpstat -I CPU and SCPU: the column's heading.</summary>
    public static readonly TextField<InterruptCount> Interrupt =
        new("interrupt", "/proc/interrupts, /proc/softirqs", "the interrupt's number, or its symbol such as LOC or NET_RX", static r => r.Name);

    /// <summary>mpstat -I SUM, of one CPU.</summary>
    public static readonly NumberField<InterruptCount> CpuTotal = new(
        "cpu_interrupts_per_second",
        "1/s",
        FieldKind.Rate,
        "/proc/interrupts",
        "Δ(all rows of the CPU's column) / T",
        "interrupts that one CPU served, of all kinds that are counted by CPU",
        static r => r.PerSecond);

    /// <summary>mpstat -I CPU and SCPU.</summary>
    public static readonly NumberField<InterruptCount> PerSecond = new(
        "interrupt_per_second",
        "1/s",
        FieldKind.Rate,
        "/proc/interrupts, /proc/softirqs",
        "Δ(row, column) / T; the kernel prints 32 bits, so a fall by more than half of 2^32 is a wrap",
        "times that one CPU served one interrupt",
        static r => r.PerSecond);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All => [Interrupt, PerSecond, CpuTotal];
}
