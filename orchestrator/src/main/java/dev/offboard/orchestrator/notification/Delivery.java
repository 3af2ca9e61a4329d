package dev.offboard.orchestrator.notification;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Delivers what is due, on a thread of its own: a mail server that hangs delays mails and nothing
/// else. Any number of instances may deliver at once, each message goes to one.
@Component
class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final DeliveryRows rows;
  private final Map<Channel, Postman> postmen;

  Delivery(DeliveryRows rows, List<Postman> postmen) {
    this.rows = rows;
    this.postmen =
        postmen.stream().collect(Collectors.toMap(Postman::channel, Function.identity()));
  }

  /// Everything that is due now.
  ///
  /// @return how many messages were tried
  int deliverDue() {
    int tried = 0;
    List<Parcel> parcels = rows.take();
    while (!parcels.isEmpty()) {
      parcels.forEach(this::deliver);
      tried += parcels.size();
      parcels = rows.take();
    }
    return tried;
  }

  private void deliver(Parcel parcel) {
    Postman postman = postmen.get(parcel.recipient().channel());
    try {
      if (postman != null && postman.handOver(parcel)) {
        rows.sent(parcel);
      } else {
        rows.nobody(parcel);
      }
    } catch (NotSent e) {
      failed(parcel, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // one that nobody thought of must not stop the others; its words may quote personal data
      failed(parcel, "fails with " + e.getClass().getSimpleName());
    }
  }

  private void failed(Parcel parcel, String why) {
    Waiting first = parcel.first();
    log.warn(
        "notification {} ({} of offboarding {}) is not sent by {}, attempt {}: {}. It is tried"
            + " again with growing pauses, and given up after some; see"
            + " deploy/runbooks/notifications.md",
        first.id(),
        parcel.isDigest() ? "digest" : first.occasion().wireName(),
        first.offboarding(),
        parcel.recipient().channel(),
        first.attempts() + 1,
        why);
    rows.failed(parcel, why);
  }
}
