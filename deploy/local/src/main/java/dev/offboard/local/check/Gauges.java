package dev.offboard.local.check;

import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the gauges that the orchestrator shows to Prometheus.
@FunctionalInterface
interface Gauges {
  /// The text that Prometheus would get now.
  String scrape();

  /// Those of a running installation.
  static Gauges of(Coordinates platform) {
    Duration patience = Duration.ofSeconds(10);
    HttpClient http = HttpClient.newBuilder().connectTimeout(patience).build();
    URI url = platform.actuator(Service.ORCHESTRATOR).resolve("/actuator/prometheus");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Authorization", "Bearer " + platform.token())
            .build();
    return () -> {
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(
              "%s answers %d (expected: 200)".formatted(url, answer.statusCode()));
        }
        return answer.body();
      } catch (IOException e) {
        throw new IllegalStateException("%s has no answer: %s".formatted(url, e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while asking " + url, e);
      }
    };
  }

  /// The values of a gauge that has one label, by the label's value; zeros are left out.
  static SortedMap<String, Long> byLabel(String text, String name, String label) {
    Matcher line =
        Pattern.compile(
                "^%s\\{[^}]*%s=\"([^\"]*)\"[^}]*} ([0-9.Ee+]+)$".formatted(name, label),
                Pattern.MULTILINE)
            .matcher(text);
    SortedMap<String, Long> values = new TreeMap<>();
    while (line.find()) {
      values.merge(line.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
    }
    values.values().removeIf(it -> it == 0);
    return values;
  }

  /// The value of a gauge without labels; -1 if it isn't shown.
  static long value(String text, String name) {
    Matcher line =
        Pattern.compile("^%s(?:\\{[^}]*})? ([0-9.Ee+]+)$".formatted(name), Pattern.MULTILINE)
            .matcher(text);
    return line.find() ? (long) Double.parseDouble(line.group(1)) : -1;
  }
}
