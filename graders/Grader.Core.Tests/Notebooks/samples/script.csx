#!/usr/bin/env dotnet-script
#r "nuget: TorchSharp-cpu, 0.107.0"
#r "nuget: MathNet.Numerics, 5.0.0"
#load "helpers.csx"
var help = """
#!html
!pip install torch
""";
/*
%%time
*/
// BEGIN ANSWER Q4.A2
Dictionary<string, long> BuildVocab(IEnumerable<string[]> docs, int maxSize) => new() { ["<unk>"] = 0, ["<pad>"] = 1 };
// END ANSWER
