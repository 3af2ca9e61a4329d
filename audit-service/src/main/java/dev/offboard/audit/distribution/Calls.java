package dev.offboard.audit.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Calls to the world outside. Follows no redirection: an answer from elsewhere is no answer.
final class Calls {
  private final HttpClient http;
  private final Duration timeout;

  Calls(Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  HttpResponse<String> post(URI url, String text) {
    return send(request(url).POST(BodyPublishers.ofString(text)).build());
  }

  HttpResponse<String> put(URI url, String text) {
    return send(request(url).PUT(BodyPublishers.ofString(text)).build());
  }

  private HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url)
        .timeout(timeout)
        .header("Content-Type", "text/plain; charset=utf-8");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("%s does not answer".formatted(request.uri()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the process is about to stop", e);
    }
  }
}
