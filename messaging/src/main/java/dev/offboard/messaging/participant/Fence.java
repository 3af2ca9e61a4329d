package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;

/// The durable block of one user in one service.
public record Fence(UserRef user, Epoch epoch, Standing standing) {
  public boolean isOpen() {
    return standing == Standing.OPEN;
  }
}
