package dev.offboard.orchestrator.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveUpdatesSliceTest extends PortalSlice {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void a_page_is_told_within_a_second_that_something_has_changed_and_not_what() throws Exception {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(sre, ada, "planned-departure");
    String seen = context.getBean(Versions.class).of(new Watched.One(id));

    try (InputStream stream = open(sre, "/offboardings/%s/events?seen=%s".formatted(id, seen))) {
      BufferedReader lines = reader(stream);
      assertThat(next(lines, ":")).isEqualTo(":open");
      allComplete(ada);
      assertThat(next(lines, "event:")).isEqualTo("event:changed");
      assertThat(next(lines, "data:")).isEqualTo("data:again");
    }
  }

  @Test
  void what_has_changed_before_the_stream_was_open_is_told_at_once() throws Exception {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(sre, ada, "planned-departure");

    try (InputStream stream = open(sre, "/offboardings/%s/events?seen=older".formatted(id))) {
      assertThat(next(reader(stream), "event:")).isEqualTo("event:changed");
    }
  }

  @Test
  void the_dashboard_is_told_of_any_of_its_tenant() throws Exception {
    Browser sre = somebody(Role.REQUESTER);

    try (InputStream stream = open(sre, "/dashboard/events")) {
      BufferedReader lines = reader(stream);
      next(lines, ":");
      offboarded(sre, ada(), "planned-departure");
      assertThat(next(lines, "event:")).isEqualTo("event:changed");
    }
  }

  @Test
  void the_end_of_a_stream_signs_nobody_out() throws Exception {
    Browser sre = somebody(Role.VIEWER);

    try (InputStream stream = open(sre, "/dashboard/events")) {
      BufferedReader lines = reader(stream);
      next(lines, ":");
      context.getBean(LiveUpdates.class).end();
      assertThat(next(lines, "nothing begins like that")).isEqualTo("the stream has ended");
    }

    assertThat(sre.get("/dashboard").status()).isEqualTo(200);
  }

  @Test
  void nobody_who_is_not_signed_in_hears_anything() {
    Browser.Answer answer = new Browser(port).get("/dashboard/events");

    assertThat(answer.status()).isIn(302, 401);
  }

  @Test
  void there_are_only_so_many_streams_and_the_rest_are_told_to_ask() throws Exception {
    LiveUpdates live = context.getBean(LiveUpdates.class);
    Browser sre = somebody(Role.VIEWER);
    List<InputStream> open = new ArrayList<>();
    try {
      int status = 200;
      while (status == 200 && open.size() <= LiveUpdates.MOST) {
        HttpResponse<InputStream> answer = send(sre, "/dashboard/events");
        status = answer.statusCode();
        open.add(answer.body());
      }
      assertThat(status).isEqualTo(503);
      assertThat(live.open()).isLessThanOrEqualTo(LiveUpdates.MOST);
    } finally {
      for (InputStream stream : open) {
        stream.close();
      }
      live.end();
    }
  }

  private InputStream open(Browser browser, String path) throws Exception {
    HttpResponse<InputStream> answer = send(browser, path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return answer.body();
  }

  private HttpResponse<InputStream> send(Browser browser, String path) throws Exception {
    HttpRequest request =
        browser
            .request(path)
            .setHeader("Accept", "text/event-stream")
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /// The next line that begins like that.
  private static String next(BufferedReader lines, String beginning) throws Exception {
    return CompletableFuture.supplyAsync(
            () ->
                lines
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .orElse("the stream has ended"))
        .get(10, TimeUnit.SECONDS);
  }
}
