package dev.offboard.entitlement.connection;

/// A person has put a connection, in the transaction under way: what is left to do there is tried
/// at once.
public record ConnectionChanged(Connection.Key key) {}
