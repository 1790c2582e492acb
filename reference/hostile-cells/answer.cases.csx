foreach (var x in new[] { 1.5, -0.25, 1e6 }) Case("twice", group: "general", label: $"x = {x}", x);

Case("scale", group: "general", label: "a vector", Random(3), 2.5);
Case("scale", group: "general", label: "a matrix", Random(2, 5), -1.0);
Case("scale", group: "general", label: "a scalar", Random(), 3.0);

foreach (var n in new[] { 1, 4, 7 }) Case("evens", group: "general", label: $"n = {n}", n);
