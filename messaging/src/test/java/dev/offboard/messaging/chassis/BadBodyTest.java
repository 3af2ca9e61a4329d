package dev.offboard.messaging.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.StreamConstraintsException;

class BadBodyTest {
  @Test
  void what_the_parser_gives_up_on_needs_no_place() {
    ApiProblem problem = BadBody.problem(new StreamConstraintsException("Number value too long"));

    assertThat(problem.getStatusCode().value()).isEqualTo(400);
    assertThat(problem.getBody().getDetail())
        .isEqualTo("The body is no JSON within our limits. Nothing was done.");
  }

  @Test
  void nothing_at_all_is_asked_for() {
    assertThat(BadBody.problem(null).getBody().getDetail())
        .isEqualTo("A JSON body is expected. Nothing was done.");
  }
}
