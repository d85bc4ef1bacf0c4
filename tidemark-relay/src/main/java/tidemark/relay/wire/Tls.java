package tidemark.relay.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.Transport;
import tidemark.relay.language.Transport.Security;

/** TLS over connected sockets, from PEM files (contracts/relay.md 2, listen). */
public final class Tls {
  private static final char[] NO_PASSWORD = {};
  private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

  private Tls() {}

  /**
   * Secures a connection to a server, whose name must be in its certificate.
   *
   * @param certificates a file or folder of those who may sign, or null for the system's
   */
  public static Socket client(
      Socket socket, String host, int port, Transport transport, @Nullable Path certificates)
      throws IOException {
    SSLContext context = context(transport, transport.key(), certificates);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /**
   * Secures an accepted connection. The certificate's file holds the key too and is read each time,
   * so that a renewed one is taken.
   *
   * @param certificates of mutual TLS: who may sign a client's certificate
   */
  public static Socket server(Socket socket, Transport transport, @Nullable Path certificates)
      throws IOException {
    SSLContext context = context(transport, transport.certificate(), certificates);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.setNeedClientAuth(transport.security() == Security.MTLS);
    secured.setEnabledProtocols(versions(transport).toArray(String[]::new));
    secured.startHandshake();
    return secured;
  }

  /** What lies between the oldest and newest that were asked for; nothing before 1.2 is offered. */
  private static List<String> versions(Transport transport) {
    boolean old = transport.minimum() == null || !transport.minimum().equals("tls1.3");
    boolean fresh = transport.maximum() == null || transport.maximum().equals("tls1.3");
    return VERSIONS.subList(old ? 0 : 1, fresh ? 2 : 1);
  }

  private static SSLContext context(
      Transport transport, @Nullable String keyFile, @Nullable Path certificates)
      throws IOException {
    try {
      KeyManager[] keys = null;
      String certificate = transport.certificate();
      if (certificate != null && keyFile != null) {
        keys = keys(Path.of(certificate), Path.of(keyFile));
      }
      TrustManager[] trusted = certificates == null ? null : trusted(certificates);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static KeyManager[] keys(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry(
        "own",
        Pem.key(key),
        NO_PASSWORD,
        Pem.certificates(certificate).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trusted(Path certificates)
      throws IOException, GeneralSecurityException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(certificates)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(certificates)) {
        entries.forEach(files::add);
      }
    } else {
      files.add(certificates);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    int number = 0;
    for (Path file : files) {
      for (Certificate each : Pem.certificates(file)) {
        store.setCertificateEntry("ca" + number++, each);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
