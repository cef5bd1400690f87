/** What the tests of the synthetic country and its extracts share. */
@NullMarked
package org.caudal.synthetic;

import org.jspecify.annotations.NullMarked;
