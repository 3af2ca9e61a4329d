package dev.offboard.orchestrator.notification;

import java.util.List;

/// What is sent as one message to one recipient; more than one notification makes it a digest.
record Parcel(Recipient recipient, List<Waiting> content) {
  boolean isDigest() {
    return content.size() > 1;
  }

  Waiting first() {
    return content.getFirst();
  }
}
