package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What everything stands on is away. `-Doutage.seconds=300` for as long as one likes.
@OnPlatform
class OutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("outage.seconds", 15));
  private static final int USERS = 30;

  private final Stage stage;

  OutageIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @AfterEach
  void everything_works_again() {
    stage.awaitReady();
  }

  @Test
  void every_202_is_honoured_that_was_given_while_kafka_was_away() {
    assumeTrue(stage.canKill("kafka"), "the broker runs in a container");
    List<UserRef> users = stage.companyOf("it-kafka-away", USERS);
    List<OffboardingId> accepted = new ArrayList<>();
    stage.hold("kafka");
    Instant back = Instant.now().plus(AWAY);
    try {
      users.forEach(user -> accepted.add(stage.offboard(user, Stage.ERASURE)));
      stage.await(
          "the broker has been away", AWAY.multipliedBy(2), () -> Instant.now().isAfter(back));
    } finally {
      stage.release("kafka");
    }

    accepted.forEach(id -> stage.await("completed", id, it -> it.state() == COMPLETED));
    assertThat(accepted).hasSize(USERS).doesNotHaveDuplicates();
  }

  @Test
  void a_request_is_refused_with_503_while_postgres_is_away_and_accepted_afterwards()
      throws Exception {
    assumeTrue(stage.canKill("postgres"), "PostgreSQL runs in a container");
    UserRef ada = stage.companyOf("it-postgres-away", 1).getFirst();
    HttpResponse<String> refused;
    stage.hold("postgres");
    try {
      refused = post(ada);
    } finally {
      stage.release("postgres");
    }
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(refused.body()).contains("away").doesNotContain("Exception", "\tat ");

    stage.awaitReady();
    OffboardingId id = stage.offboard(ada, Stage.ERASURE);
    stage.await("completed", id, it -> it.state() == COMPLETED);
  }

  /// Sent once: the client of the commands would wait until the platform is back.
  private HttpResponse<String> post(UserRef user) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  stage.coordinates().url(Service.ORCHESTRATOR).resolve("/api/offboardings"))
              .timeout(Duration.ofSeconds(60))
              .header("Authorization", "Bearer " + stage.coordinates().token())
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      """
                      {"tenantId":"%s","userId":"%s","reason":"erasure-request"}\
                      """
                          .formatted(user.tenantId(), user.userId())))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
