package dev.offboard.orchestrator.notification;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.offboard.orchestrator.notification.NotificationProperties.Target;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells a program by a signed request, as Standard Webhooks 1.0 has it: `webhook-id` is the same
/// at every attempt. Ids and codes only.
@Component
class WebhookPostman implements Postman {
  private static final String TYPE = "offboarding.";

  private final NotificationProperties settings;
  private final WebhookHttp http;
  private final Subjects subjects;
  private final JsonMapper json;
  private final Clock clock;

  WebhookPostman(
      NotificationProperties settings,
      WebhookHttp http,
      Subjects subjects,
      JsonMapper json,
      Clock clock) {
    this.settings = settings;
    this.http = http;
    this.subjects = subjects;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public boolean handOver(Parcel parcel) throws NotSent {
    Target target = settings.webhooks().get(parcel.recipient().name());
    if (target == null) {
      return false; // it was taken out of the settings meanwhile
    }
    Waiting waiting = parcel.first();
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", TYPE + waiting.occasion().wireName());
    payload.put("timestamp", waiting.createdAt().toString());
    payload.put("data", subjects.idsOf(waiting));
    String body = json.writeValueAsString(payload);
    String id = Subjects.messageId(waiting.id());
    long at = clock.instant().getEpochSecond();
    http.post(
        target.url(),
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", Long.toString(at),
            "webhook-signature", signature(target, id, at, body)),
        body);
    return true;
  }

  private static String signature(Target target, String id, long at, String body) throws NotSent {
    try {
      return new Webhook(target.secret()).sign(id, at, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
      throw new NotSent("nothing can be signed with the secret in the settings");
    }
  }
}
