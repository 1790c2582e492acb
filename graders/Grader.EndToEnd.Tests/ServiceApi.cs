using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Grader.EndToEnd.Tests;

/// <summary>An address on this machine that takes what is sent to GitHub or GitLab, and refuses one thing the first time.</summary>
internal sealed partial class ServiceApi : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _taken = [];
    private string? _refusedOnce;

    public ServiceApi(string refusedOnce)
    {
        _refusedOnce = refusedOnce;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    public ConcurrentBag<byte[]> Bodies { get; } = [];

    public ConcurrentBag<string> Tokens { get; } = [];

    /// <summary>What was sent since the last time: the end of the student's id, and what for.</summary>
    public IReadOnlyList<string> Taken()
    {
        var taken = _taken.Order(StringComparer.Ordinal).ToList();
        _taken.Clear();
        return taken;
    }

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext it;
            try { it = await _listener.GetContextAsync(); }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException) { return; }
            using var body = new MemoryStream();
            await it.Request.InputStream.CopyToAsync(body);
            Bodies.Add(body.ToArray());
            Tokens.Add((it.Request.Headers["PRIVATE-TOKEN"] ?? it.Request.Headers["Authorization"] ?? "").Replace("Bearer ", "", StringComparison.Ordinal));
            var place = Place().Match(it.Request.RawUrl ?? "");
            _taken.Enqueue($"{place.Groups["student"]}/{place.Groups["what"]}");
            var refused = _refusedOnce is { } path && it.Request.RawUrl!.EndsWith(path, StringComparison.Ordinal);
            if (refused) _refusedOnce = null;
            it.Response.StatusCode = refused ? 403 : 201;
            it.Response.Close();
        }
    }

    [GeneratedRegex("402521(?<student>[0-9]{3})/.*?(?<what>issues|statuses|comments)")]
    private static partial Regex Place();

    public void Dispose() => ((IDisposable)_listener).Dispose();
}
