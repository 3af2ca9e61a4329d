/// Many people to be offboarded: a list that was uploaded, or a whole tenant. It is checked first
/// and changes nothing then; once started, each of them gets an offboarding of its own, some at a
/// time, and all wait for somebody else's approval. May depend on `offboarding`, `directory`,
/// `policy` and `completion`.
@NullMarked
package dev.offboard.orchestrator.roster;

import org.jspecify.annotations.NullMarked;
