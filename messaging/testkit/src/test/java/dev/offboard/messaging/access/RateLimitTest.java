package dev.offboard.messaging.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.chassis.ProblemWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class RateLimitTest {
  private final RateLimitFilter limits =
      new RateLimitFilter(
          3, new AccessProblems(new ProblemWriter(new JsonMapper()), java.util.List.of()));

  @AfterEach
  void nobody_calls_any_more() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void more_than_its_share_of_one_token_is_429_and_another_token_goes_on() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    // one more period may begin while the test runs
    for (int i = 0; i < 20; i++) {
      statuses.add(call("token.a").getStatus());
    }
    assertThat(statuses).startsWith(200, 200, 200).contains(429);
    assertThat(call("token.b").getStatus()).isEqualTo(200);
  }

  @Test
  void the_refusal_says_when_to_come_back() throws Exception {
    MockHttpServletResponse refused = call("token.c");
    for (int i = 0; i < 20 && refused.getStatus() == 200; i++) {
      refused = call("token.c");
    }
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getContentType()).startsWith("application/problem+json");
    assertThat(refused.getContentAsString()).contains("too-many-requests");
  }

  private MockHttpServletResponse call(String subject) throws Exception {
    SecurityContextHolder.getContext()
        .setAuthentication(
            new CallerAuthentication(new Caller(subject, null, Set.of(Role.VIEWER))));
    MockHttpServletResponse response = new MockHttpServletResponse();
    limits.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
    return response;
  }
}
