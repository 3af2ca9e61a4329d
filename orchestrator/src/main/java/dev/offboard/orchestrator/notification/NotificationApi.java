package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who was told of what, and who could not be. No addresses, no words: nobody needs them here.
@RestController
@RequestMapping("/api/notifications")
final class NotificationApi {
  private static final int MOST = 1000;

  private final ToldMessages told;

  NotificationApi(ToldMessages told) {
    this.told = told;
  }

  record Notifications(List<NotificationView> notifications) {}

  @GetMapping
  Notifications listNotifications(
      @RequestParam(required = false) @Nullable UUID offboardingId,
      @RequestParam(required = false) @Nullable DeliveryState state,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiProblem.badRequest(
              "invalid-value", "limit: %d (expected: 1 to %d)".formatted(limit, MOST))
          .with("field", "limit");
    }
    return new Notifications(
        told.list(
            Optional.ofNullable(offboardingId).map(OffboardingId::new),
            Optional.ofNullable(state),
            limit));
  }
}
