package dev.offboard.orchestrator.notification;

/// Hands messages over by one channel.
interface Postman {
  Channel channel();

  /// Outside of any transaction.
  ///
  /// @return false if it is known that there is nobody to hand it to
  /// @throws NotSent if it can't be handed over now
  boolean handOver(Parcel parcel) throws NotSent;
}
