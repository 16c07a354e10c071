using Sonde.Proc.Kernel;

namespace Sonde.Proc.Tests.Kernel;

public class FileHandlesTests
{
    [Fact]
    public void Three_numbers_are_allocated_free_and_maximum()
    {
        FileHandles handles = Recorded.Parse<FileHandles>("1344\t0\t9223372036854775807\n");
        Assert.Equal((1344UL, 0UL, (ulong)long.MaxValue), (handles.Allocated, handles.Free, handles.Maximum));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2\n")]
    [InlineData("1 2 x\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<FileHandles>(text);
}
