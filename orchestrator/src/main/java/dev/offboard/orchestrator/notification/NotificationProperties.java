package dev.offboard.orchestrator.notification;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who is told of what. Off until `from` is set (with `spring.mail.host`), or a webhook.
///
/// @param from whom mails are from; without it none is sent
/// @param portalUrl what links in messages begin with
/// @param templates a folder whose files replace those that ship, by name
/// @param mailTo groups that are mailed to, by a name of their own
/// @param owners whom to mail when an offboarding waits for this role or team
/// @param webhooks programs that are told, by a name of their own
/// @param allowLoopback whether webhooks may be on this machine; for tests and trials
/// @param mostAtOnce mails to one recipient within `window`; more become one digest at its end
/// @param attempts until a message is given up
/// @param pause before the second attempt; doubled each time, up to an hour
@ConfigurationProperties("offboard.notifications")
record NotificationProperties(
    @Nullable String from,
    @DefaultValue("http://127.0.0.1:8080") URI portalUrl,
    @Nullable Path templates,
    @DefaultValue Map<String, Group> mailTo,
    @DefaultValue Map<String, List<String>> owners,
    @DefaultValue Map<String, Target> webhooks,
    @DefaultValue("false") boolean allowLoopback,
    @DefaultValue("5") int mostAtOnce,
    @DefaultValue("10m") Duration window,
    @DefaultValue("12") int attempts,
    @DefaultValue("30s") Duration pause) {

  /// Which offboardings; an empty set is all.
  record About(
      @DefaultValue Set<String> tenants,
      @DefaultValue Set<String> reasons,
      @DefaultValue Set<Occasion> occasions) {
    boolean covers(Notice notice) {
      return matches(tenants, notice.user().tenantId().value())
          && matches(reasons, notice.reason().value())
          && matches(occasions, notice.occasion());
    }

    private static <T> boolean matches(Set<T> some, T one) {
      return some.isEmpty() || some.contains(one);
    }
  }

  record Group(List<String> addresses, @DefaultValue About about) {}

  /// @param secret `whsec_` and 24 to 64 bytes in base64 (Standard Webhooks 1.0)
  record Target(URI url, String secret, @DefaultValue About about) {
    @Override
    public String toString() {
      return "Target[" + url.getHost() + "]";
    }
  }

  boolean sendsMail() {
    return from != null;
  }

  boolean isOff() {
    return !sendsMail() && webhooks.isEmpty();
  }
}
