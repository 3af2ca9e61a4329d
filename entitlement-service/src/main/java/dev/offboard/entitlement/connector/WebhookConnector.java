package dev.offboard.entitlement.connector;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.offboard.contracts.Phase;
import dev.offboard.entitlement.connection.Method;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells an application by a signed request, as Standard Webhooks 1.0 has it: `webhook-id` is the
/// idempotency key and the same at every try. Only a 2xx is a confirmation; there is nothing to
/// read back.
@Component
final class WebhookConnector implements Connector {
  private static final int GONE = 410;

  /// About the message, not the endpoint.
  private static final Set<Integer> ABOUT_THE_MESSAGE = Set.of(400, 409, 413, 422);

  private final ForeignHttp http;
  private final JsonMapper json;
  private final Clock clock;

  WebhookConnector(ForeignHttp http, JsonMapper json, Clock clock) {
    this.http = http;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Method method() {
    return Method.WEBHOOK;
  }

  @Override
  public Outcome perform(Call call) throws CallFailed {
    String body = json.writeValueAsString(payload(call));
    long sentAt = clock.instant().getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/json",
            "webhook-id", call.idempotencyKey(),
            "webhook-timestamp", Long.toString(sentAt),
            "webhook-signature", signature(call, sentAt, body));
    call.standing().require();
    ForeignHttp.Answer answer =
        http.send(new ForeignHttp.Request("POST", call.target(), headers, body));
    if (answer.isSuccess()) {
      return Outcome.WEBHOOK_ACCEPTED;
    }
    if (answer.status() == GONE) {
      throw CallFailed.disabled("answers 410: it wants no more calls");
    }
    String reason = "answers " + answer.status();
    throw ABOUT_THE_MESSAGE.contains(answer.status())
        ? CallFailed.ofTask(reason)
        : CallFailed.ofApplication(reason, answer.retryAfter());
  }

  private static Map<String, Object> payload(Call call) {
    Call.Step step = call.step();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("offboardingId", step.offboardingId().toString());
    data.put("tenantId", step.user().tenantId().value());
    data.put("applicationId", call.connection().key().applicationId().value());
    data.put("userId", step.user().userId().value());
    data.put("account", call.account());
    data.put("epoch", step.epoch().value());
    if (!step.roles().isEmpty()) {
      data.put("roles", step.roles());
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", type(step.phase()));
    payload.put("timestamp", step.announcedAt().toString());
    payload.put("data", data);
    return payload;
  }

  private static String type(Phase phase) {
    return switch (phase) {
      case REVOKE -> "user.deprovisioned";
      case ERASE -> "user.erased";
      case REINSTATE -> "user.reinstated";
      case WITHDRAW -> "user.roles-withdrawn";
      case RESTORE -> "user.roles-restored";
      case VERIFY, SEAL ->
          throw new IllegalArgumentException("no application takes part in " + phase);
    };
  }

  private static String signature(Call call, long sentAt, String body) throws CallFailed {
    try {
      return new Webhook(call.secret().revealed()).sign(call.idempotencyKey(), sentAt, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw CallFailed.ofApplication("has a secret that nothing can be signed with; put it again");
    }
  }
}
