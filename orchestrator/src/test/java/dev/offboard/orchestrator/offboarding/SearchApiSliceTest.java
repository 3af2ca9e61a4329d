package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class SearchApiSliceTest extends OrchestratorSlice {
  @Test
  void offboardings_are_found_by_reason_and_by_when_they_were_requested() {
    OffboardingId first = offboarded(activeUser("u1"), "planned-departure");
    OffboardingId second = offboarded(activeUser("u2"), "contract-end");
    Instant firstAt = requestedAt(first);
    Instant secondAt = requestedAt(second);

    assertThat(found("")).containsExactly(second, first);
    assertThat(found("&reason=contract-end")).containsExactly(second);
    assertThat(found("&reason=tenant-churn")).isEmpty();
    assertThat(found("&from=" + secondAt)).as("from is inclusive").containsExactly(second);
    assertThat(found("&to=" + secondAt)).as("to is exclusive").containsExactly(first);
    assertThat(found("&from=%s&to=%s".formatted(firstAt, secondAt))).containsExactly(first);
    assertThat(found("&from=%s&to=%s".formatted(firstAt, firstAt))).isEmpty();
    assertThat(found("&from=1969-01-01T00:00:00Z&to=9999-01-01T00:00:00Z"))
        .containsExactly(second, first);
  }

  @Test
  void a_list_tells_how_long_it_took_against_the_deadline() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "immediate-termination");
    assertThat(revocation().path("withinDeadline").asString()).isEqualTo("NOT_YET");
    assertThat(revocation().path("deadlineSeconds").asInt()).isEqualTo(120);

    revoked(user);
    assertThat(revocation().path("withinDeadline").asString()).isEqualTo("YES");
    assertThat(revocation().path("seconds").asDouble()).isBetween(0.0, 60.0);
    String revokedAt = revocation().path("revokedAt").asString();
    assertThat(revokedAt).isEqualTo(shown(id).path("revokedAt").asString());
  }

  @Test
  void all_that_is_found_is_one_csv_file() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "immediate-termination");
    revoked(user);
    offboarded(activeUser("u2"), "contract-end");
    for (int i = 3; i < 520; i++) {
      copied(id, "copy-" + i);
    }

    MvcTestResult answer = get("/api/offboardings.csv?tenantId=" + tenant);

    assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
    List<String> lines = lines(answer);
    assertThat(lines).hasSize(1 + 519).doesNotHaveDuplicates();
    assertThat(lines.getFirst().replace("\"", ""))
        .isEqualTo(
            "id,tenantId,userId,reason,policy,policyVersion,state,requestedAt,startedAt,revokedAt,completedAt,secondsToRevoke,deadlineSeconds,withinDeadline,needsAttention");
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith(
                        "\"%s\",\"%s\",\"u1\",\"immediate-termination\",\"immediate-termination\",2,\"REVOKED\","
                            .formatted(id, tenant))
                    && line.endsWith(",120,\"yes\","));
    assertThat(lines(get("/api/offboardings.csv?reason=contract-end&tenantId=" + tenant)))
        .hasSize(2)
        .last()
        .asString()
        .endsWith(",300,\"not yet\",");
    assertThat(lines(get("/api/offboardings.csv?tenantId=nobody"))).hasSize(1);
  }

  @Test
  void a_bad_value_is_named() {
    for (String path : List.of("/api/offboardings", "/api/offboardings.csv")) {
      refused(path + "?from=yesterday", "from");
      refused(path + "?to=2026-13-01T00:00:00Z", "to");
      refused(path + "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from");
      refused(path + "?reason=no%20reason", "reason");
      refused(path + "?state=GONE", "state");
    }
  }

  private void refused(String uri, String field) {
    MvcTestResult answer = get(uri);
    assertThat(answer).as(uri).hasStatus(400);
    assertThat(bodyOf(answer).path("field").asString()).as(uri).isEqualTo(field);
  }

  private JsonNode revocation() {
    return bodyOf(get("/api/offboardings?tenantId=" + tenant)).at("/items/0/revocation");
  }

  private List<OffboardingId> found(String query) {
    List<OffboardingId> ids = new ArrayList<>();
    MvcTestResult answer = get("/api/offboardings?tenantId=" + tenant + query);
    assertThat(answer).hasStatusOk();
    bodyOf(answer)
        .path("items")
        .forEach(item -> ids.add(OffboardingId.parse(item.path("id").asString())));
    return ids;
  }

  private Instant requestedAt(OffboardingId id) {
    return Instant.parse(shown(id).path("requestedAt").asString());
  }

  /// Ended, under another user.
  private void copied(OffboardingId id, String user) {
    jdbc.sql(
            """
            INSERT INTO offboarding (id, tenant_id, user_id, epoch, reason, initiator_id, initiator_role, definition,
              definition_version, policy, state, requested_at, effective_at, state_changes, urgent)
            SELECT uuidv7(), tenant_id, ?, epoch, reason, initiator_id, initiator_role, definition, definition_version,
              policy, 'CANCELLED', requested_at, effective_at, 1, urgent
            FROM offboarding WHERE id = ?::uuid
            """)
        .params(user, id.toString())
        .update();
  }

  private static List<String> lines(MvcTestResult answer) {
    return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
