package dev.offboard.messaging.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachedTokensTest {
  private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  private final Map<String, IssuedToken> live = new HashMap<>();
  private Duration passed = Duration.ZERO;
  private int asked;
  private boolean away;
  private final CachedTokens tokens =
      new CachedTokens(this::answer, new Passing(), () -> passed.toNanos());

  @Test
  void a_busy_token_is_asked_about_once_in_five_seconds() {
    live.put("offb_a", until(START.plusSeconds(60)));
    for (int i = 0; i < 1000; i++) {
      assertThat(tokens.find("offb_a")).isPresent();
    }
    assertThat(asked).isEqualTo(1);

    passed = CachedTokens.KEPT;
    assertThat(tokens.find("offb_a")).isPresent();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void a_revocation_takes_effect_within_five_seconds() {
    live.put("offb_a", until(START.plusSeconds(60)));
    tokens.find("offb_a");
    live.clear();

    passed = CachedTokens.KEPT;
    assertThat(tokens.find("offb_a")).isEmpty();
  }

  @Test
  void a_token_that_is_none_is_asked_about_once_too() {
    assertThat(tokens.find("offb_x")).isEmpty();
    assertThat(tokens.find("offb_x")).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void what_does_not_look_like_ours_is_not_asked_about() {
    assertThat(tokens.find("garbage")).isEmpty();
    assertThat(asked).isZero();
  }

  @Test
  void a_token_expires_while_it_is_remembered() {
    live.put("offb_a", until(START.plusSeconds(2)));
    assertThat(tokens.find("offb_a")).isPresent();

    passed = Duration.ofSeconds(2);
    assertThat(tokens.find("offb_a")).isEmpty();
  }

  @Test
  void while_nobody_answers_only_the_remembered_are_let_in() {
    live.put("offb_a", until(START.plusSeconds(60)));
    tokens.find("offb_a");
    away = true;

    assertThat(tokens.find("offb_a")).isPresent();
    assertThatThrownBy(() -> tokens.find("offb_b")).isInstanceOf(TokensAway.class);
    away = false;
    assertThat(tokens.find("offb_b")).isEmpty();
  }

  private Optional<IssuedToken> answer(String token) {
    asked++;
    if (away) {
      throw new TokensAway("the orchestrator", new IllegalStateException());
    }
    return Optional.ofNullable(live.get(token));
  }

  private static IssuedToken until(Instant end) {
    return new IssuedToken(new Caller("token.a", null, Set.of(Role.VIEWER)), end);
  }

  private final class Passing extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return START.plus(passed);
    }
  }
}
