using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

/// <summary>A page beyond loopback: with a certificate it is https and nothing else.</summary>
public sealed class EncryptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_a_certificate_the_page_is_served_encrypted_and_only_so()
    {
        (string certificateFile, string keyFile, string thumbprint) = SelfSigned();
        await using PageServer server = await PageServer.Start(
            new PageOptions { Address = IPAddress.Any, Port = 0, CertificateFile = certificateFile, KeyFile = keyFile, HostNames = ["localhost"] });
        string? shown = null;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate!.GetCertHashString()) == thumbprint },
        });
        using HttpResponseMessage healthy = await client.GetAsync(new Uri($"https://localhost:{server.Port}/health"));
        using HttpResponseMessage unknown = await client.GetAsync(new Uri($"https://localhost:{server.Port}/run.json"));

        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
        Assert.Equal(thumbprint, shown);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://localhost:{server.Port}/health")));
    }

    [Fact]
    public async Task A_key_in_the_place_of_the_certificate_is_refused_with_both_names()
    {
        (string certificateFile, string keyFile, _) = SelfSigned();
        var options = new PageOptions { Port = 0, CertificateFile = keyFile, KeyFile = certificateFile };
        var refused = await Assert.ThrowsAsync<PageRefusedException>(() => PageServer.Start(options));
        Assert.Contains(certificateFile, refused.Message);
        Assert.Contains("a certificate and its key in PEM", refused.Message);
    }

    private (string Certificate, string Key, string Thumbprint) SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string certificateFile = Path.Combine(_folder, "page.pem"), keyFile = Path.Combine(_folder, "key.pem");
        File.WriteAllText(certificateFile, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile, made.GetCertHashString());
    }
}
