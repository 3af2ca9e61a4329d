package dev.offboard.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.orchestrator.person.SomePeople.Known;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A browser as far as sessions go: it keeps cookies, fills forms in with the token of the page,
/// and shows redirects instead of following them.
public final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI base;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  public Browser(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  /// An answer.
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    /// Where it sends the browser, without our own origin.
    public String location() {
      return response
          .headers()
          .firstValue("Location")
          .map(it -> it.replaceFirst("^http://127\\.0\\.0\\.1:\\d+(?=/)", ""))
          .orElse("");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /// Sends a form without any token.
  public Answer postBare(String path, Map<String, String> form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  /// Opens a page and sends a form with the token of that page.
  public Answer post(String page, String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("_csrf", token(page));
    return postBare(path, all);
  }

  /// The token of a page, as a form of it has it.
  public String token(String page) {
    Matcher found = TOKEN.matcher(get(page).body());
    assertThat(found.find()).as("%s has a form with a token", page).isTrue();
    return found.group(1);
  }

  public Answer signIn(String name, String password) {
    return post("/sign-in", "/sign-in", Map.of("name", name, "password", password));
  }

  /// Signs in and is in.
  public Browser as(Known known) {
    Answer answer = signIn(known.name(), known.password());
    assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    return this;
  }

  public Answer signOut() {
    return post("/", "/sign-out", Map.of());
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// With the cookies that it keeps.
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  public void setCookie(String name, @Nullable String value) {
    if (value == null) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  private void keep(String header) {
    String pair = header.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    setCookie(name, header.contains("Max-Age=0") ? null : pair.substring(name.length() + 1));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
