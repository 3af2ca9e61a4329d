package dev.offboard.entitlement.connection;

/// A person takes a connection away, in the transaction under way. Who still needs it throws.
public record Disconnecting(Connection.Key key) {}
