using System.Globalization;
using System.Runtime.InteropServices;
using Grader.Contract;
using Grader.Worker;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

// Inside the sandbox: two inherited pipes, whose numbers are the only arguments. Requests are read from the one, answers written to the
// other. Whatever a script prints goes to the standard streams, which the grader keeps as data.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var requests = Pipe(args[0], FileAccess.Read);
using var answers = Pipe(args[1], FileAccess.Write);

if (args is [_, _, "probe"])
{
    Seal.Apply();
    await Probe.ServeAsync(requests, answers);
    return;
}
LoadTorch();
Seal.Apply();
var host = new ScriptHost();
await new Frame(0, 0, []).WriteAsync(answers, default); // ready: torch is loaded
while (await Frame.ReadAsync(requests, int.MaxValue, default) is { } frame)
{
    var response = host.Answer(MessageCodec.DecodeWorkerRequest(frame.Payload));
    await Console.Out.FlushAsync();
    await frame.Answer(MessageCodec.Encode(response)).WriteAsync(answers, default);
}

static FileStream Pipe(string number, FileAccess access) =>
    new(new SafeFileHandle(int.Parse(number, CultureInfo.InvariantCulture), ownsHandle: true), access, bufferSize: 0);

// In the order of their needs, so that a library that does not load is named itself; TorchSharp would go and copy 500 MB first.
static void LoadTorch()
{
    string[] names = OperatingSystem.IsWindows() ? ["c10.dll", "torch_cpu.dll", "torch.dll", "LibTorchSharp.dll"]
        : OperatingSystem.IsMacOS() ? ["libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib", "libLibTorchSharp.dylib"]
        : ["libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"];
    foreach (var name in names)
    {
        NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, name));
    }
    torch.set_num_threads(1);
    torch.set_num_interop_threads(1);
    torch.random.manual_seed(0);
}
