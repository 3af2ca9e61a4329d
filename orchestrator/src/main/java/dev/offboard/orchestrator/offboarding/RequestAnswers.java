package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What became of the requests that came as messages.
@Component
class RequestAnswers {
  private final JdbcClient jdbc;

  RequestAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param outcome began, existing, undone or refused
  /// @param code and detail of a refusal, as the API would have said it
  record RequestAnswer(
      UUID requestId,
      String tenantId,
      String userId,
      String outcome,
      @Nullable UUID offboardingId,
      @Nullable String code,
      @Nullable String detail,
      @Nullable Instant at) {
    static RequestAnswer of(UUID request, UserRef user, String outcome, OffboardingId id) {
      return new RequestAnswer(
          request,
          user.tenantId().value(),
          user.userId().value(),
          outcome,
          id.value(),
          null,
          null,
          null);
    }

    static RequestAnswer refused(UUID request, UserRef user, ApiProblem problem) {
      Map<String, Object> more = problem.getBody().getProperties();
      Object id = more == null ? null : more.get("offboardingId");
      return new RequestAnswer(
          request,
          user.tenantId().value(),
          user.userId().value(),
          "refused",
          id instanceof UUID offboarding ? offboarding : null,
          more == null ? null : String.valueOf(more.get("code")),
          problem.getBody().getDetail(),
          null);
    }
  }

  /// In the caller's transaction, which also accepts the messages.
  void save(List<RequestAnswer> answers) {
    jdbc.sql(
            """
            INSERT INTO request_answer (message_id, tenant_id, user_id, outcome, offboarding_id, code, detail)
            SELECT * FROM unnest(:ids::uuid[], :tenants::text[], :users::text[], :outcomes::text[],
              :offboardings::uuid[], :codes::text[], :details::text[])
            ON CONFLICT DO NOTHING
            """)
        .param("ids", Columns.of(answers, RequestAnswer::requestId))
        .param("tenants", Columns.of(answers, RequestAnswer::tenantId))
        .param("users", Columns.of(answers, RequestAnswer::userId))
        .param("outcomes", Columns.of(answers, RequestAnswer::outcome))
        .param("offboardings", Columns.of(answers, RequestAnswer::offboardingId))
        .param("codes", Columns.of(answers, RequestAnswer::code))
        .param("details", Columns.of(answers, RequestAnswer::detail))
        .update();
  }

  Optional<RequestAnswer> find(UUID request) {
    return jdbc.sql("SELECT * FROM request_answer WHERE message_id = ?")
        .param(request)
        .query(
            (row, number) ->
                new RequestAnswer(
                    request,
                    row.getString("tenant_id"),
                    row.getString("user_id"),
                    row.getString("outcome"),
                    row.getObject("offboarding_id", UUID.class),
                    row.getString("code"),
                    row.getString("detail"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  void forgetOlderThan(int days) {
    jdbc.sql("DELETE FROM request_answer WHERE at < now() - make_interval(days => ?)")
        .param(days)
        .update();
  }
}
