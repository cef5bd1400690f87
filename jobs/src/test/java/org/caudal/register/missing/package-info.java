@NullMarked
package org.caudal.register.missing;

import org.jspecify.annotations.NullMarked;
