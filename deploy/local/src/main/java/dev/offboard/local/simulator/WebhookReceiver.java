package dev.offboard.local.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Takes webhooks that are signed as Standard Webhooks 1.0 has it, and counts how many different
/// ones it has accepted.
final class WebhookReceiver {
  private static final String PREFIX = "whsec_";

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final byte[] key;

  WebhookReceiver(String secret) {
    this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  Reply answer(Question question) {
    if (!question.method().equals("POST")) {
      return Reply.of(405);
    }
    String id = question.header("webhook-id").orElse("");
    String signed =
        "%s.%s.%s".formatted(id, question.header("webhook-timestamp").orElse(""), question.body());
    if (!isSignature(question.header("webhook-signature").orElse(""), signed)) {
      return Reply.of(401);
    }
    accepted.add(id);
    return Reply.of(202);
  }

  Map<String, Long> counts() {
    return Map.of("accepted", (long) accepted.size());
  }

  private boolean isSignature(String given, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String expected =
          "v1,"
              + Base64.getEncoder()
                  .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
      return MessageDigest.isEqual(
          given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
