package dev.offboard.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.orchestrator.person.SomePeople;
import dev.offboard.orchestrator.person.SomePeople.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever guesses has to wait, longer each time, and learns nothing.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "offboard.notes.wrapping-keys=wrapping-key-of-the-tests-0123456789")
@EmbeddedDatabase("orchestrator")
class LockoutSliceTest {
  private static final int REFUSED = 401;
  private static final int LATER = 429;

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  private SomePeople people = new SomePeople(null);

  @BeforeEach
  void nobodyHasFailed() {
    people = new SomePeople(context);
    jdbc.sql("DELETE FROM sign_in_failure").update();
  }

  @Test
  void after_some_failures_each_is_followed_by_a_longer_pause_also_for_the_right_password() {
    Known known = people.settled("acme", Role.VIEWER);
    Browser browser = new Browser(port);
    for (int i = 0; i < Attempts.FREE_OF_NAME; i++) {
      assertThat(browser.signIn(known.name(), "wrong").status()).isEqualTo(REFUSED);
    }

    Browser.Answer paused = browser.signIn(known.name(), known.password());
    assertThat(paused.status()).isEqualTo(LATER);
    assertThat(Long.parseLong(paused.header("Retry-After"))).isBetween(1L, 5L);
    assertThat(paused.body()).contains("Try again in");

    long before = 5;
    for (int i = 0; i < 12; i++) {
      pausesAreOver();
      assertThat(browser.signIn(known.name(), "wrong").status()).isEqualTo(REFUSED);
      long next = Long.parseLong(browser.signIn(known.name(), "wrong").header("Retry-After"));
      assertThat(next)
          .isGreaterThanOrEqualTo(Math.min(2 * before - 1, 899))
          .isLessThanOrEqualTo(Duration.ofMinutes(15).toSeconds());
      before = Math.min(2 * before, 900);
    }
    pausesAreOver();
    assertThat(browser.signIn(known.name(), known.password()).status()).isEqualTo(302);
    assertThat(new Browser(port).signIn(known.name(), "wrong").status()).isEqualTo(REFUSED);
  }

  @Test
  void a_name_that_nobody_has_is_answered_like_any_other() {
    Known known = people.settled("acme", Role.VIEWER);
    String nobody = "nobody-" + UUID.randomUUID();
    Browser browser = new Browser(port);
    for (int i = 0; i <= Attempts.FREE_OF_NAME; i++) {
      Browser.Answer theirs = browser.signIn(known.name(), "wrong");
      Browser.Answer nobodys = browser.signIn(nobody, "wrong");
      assertThat(nobodys.status()).isEqualTo(theirs.status());
      assertThat(withoutToken(nobodys)).isEqualTo(withoutToken(theirs));
    }
    assertThat(browser.signIn("not a name at all", "wrong").status()).isEqualTo(REFUSED);
  }

  @Test
  void many_guesses_at_once_are_as_many() throws Exception {
    Known known = people.settled("acme", Role.VIEWER);
    List<Future<Integer>> answers = new ArrayList<>();
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(
            together.submit(() -> new Browser(port).signIn(known.name(), "wrong").status()));
      }
    }
    int looked = 0;
    for (Future<Integer> answer : answers) {
      looked += answer.get() == REFUSED ? 1 : 0;
    }
    assertThat(looked).isEqualTo(Attempts.FREE_OF_NAME);
  }

  @Test
  void one_address_cannot_try_name_after_name() {
    Browser browser = new Browser(port);
    int refused = 0;
    while (browser.signIn("n" + UUID.randomUUID(), "wrong").status() == REFUSED) {
      refused++;
    }
    assertThat(refused).isEqualTo(Attempts.FREE_OF_ADDRESS);
  }

  @Test
  void neither_names_nor_addresses_are_kept() {
    new Browser(port).signIn("somebody", "wrong");

    assertThat(
            jdbc.sql("SELECT count(*) FROM sign_in_failure AS f WHERE f::text LIKE '%somebody%'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(jdbc.sql("SELECT count(*) FROM sign_in_failure").query(Integer.class).single())
        .isEqualTo(2);
  }

  private void pausesAreOver() {
    jdbc.sql("UPDATE sign_in_failure SET blocked_until = now()").update();
  }

  private static String withoutToken(Browser.Answer answer) {
    return answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
  }
}
