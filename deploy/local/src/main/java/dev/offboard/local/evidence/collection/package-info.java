/// `offboard evidence`: collects the evidence of an audit period from the running platform.
@NullMarked
package dev.offboard.local.evidence.collection;

import org.jspecify.annotations.NullMarked;
