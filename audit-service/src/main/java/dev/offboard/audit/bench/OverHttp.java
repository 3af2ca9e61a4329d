package dev.offboard.audit.bench;

import dev.offboard.audit.verify.LogSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// The service as a client with the token sees it.
record OverHttp(HttpClient http, int port, String token) implements LogSource {
  private static final int OK = 200;

  OverHttp(int port, String token) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), port, token);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, path)))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return response.statusCode() == OK ? Optional.of(response.body()) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
