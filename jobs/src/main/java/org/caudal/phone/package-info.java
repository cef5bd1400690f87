/**
 * Mobile phone records: events, what devices did on each day, where they live, and when they move.
 */
@NullMarked
package org.caudal.phone;

import org.jspecify.annotations.NullMarked;
