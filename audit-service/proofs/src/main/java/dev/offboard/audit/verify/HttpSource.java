package dev.offboard.audit.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A log behind a URL. 404 and 410 are answers; everything else that is not 200 is no answer.
final class HttpSource implements LogSource {
  /// For one file of at most 16 MB.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final HttpClient client;
  private final URI prefix;
  private final Optional<String> token;

  /// @param token sent to this URL and nowhere else: with one, no redirection is followed
  HttpSource(URI url, Optional<String> token) {
    this.prefix = url.toString().endsWith("/") ? url : URI.create(url + "/");
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(
                token.isPresent() ? HttpClient.Redirect.NEVER : HttpClient.Redirect.NORMAL)
            .build();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    URI url = prefix.resolve(path);
    HttpResponse<InputStream> response = get(url);
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case OK -> Optional.of(Limited.read(unpacked(response, body), path));
        case NOT_FOUND, GONE -> Optional.empty();
        default -> throw new IOException("%s answers %d".formatted(url, response.statusCode()));
      };
    }
  }

  private HttpResponse<InputStream> get(URI url) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept-Encoding", "gzip, identity");
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted at " + url).initCause(e);
    }
  }

  /// C2SP tlog-tiles lets a log send gzip unasked.
  private static InputStream unpacked(HttpResponse<?> response, InputStream body)
      throws IOException {
    boolean packed =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return packed ? new GZIPInputStream(body) : body;
  }
}
