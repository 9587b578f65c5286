#!/usr/bin/env bash
# Creates the NuGet package GenreNet.Models.EfficientAT: a converted EfficientAT checkpoint with its licence.
# Usage: build/efficientat-package.sh CHECKPOINT OUT [VERSION]
#   CHECKPOINT  mn04_as_mAP_432.pt as published; its SHA-256 is compared with the pinned one
#   OUT         folder of the package
#   VERSION     version of the package, default 0.1.0
set -euo pipefail
if [ $# -lt 2 ] || [ $# -gt 3 ]; then
  echo "usage: build/efficientat-package.sh CHECKPOINT OUT [VERSION]" >&2
  exit 2
fi
[ -f "$1" ] || { echo "build/efficientat-package.sh: $1 does not exist: specify the downloaded checkpoint." >&2; exit 1; }
checkpoint=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
version=${3:-0.1.0}
root=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

GENRENET_HOME=$work/home dotnet run -c Release --project "$root/src/GenreNet.Training" -- models add "$checkpoint" --half
cp "$work/home/models/audioset.onnx" "$work/"

cat > "$work/LICENSE-EfficientAT.txt" << 'NOTICE'
The weights in audioset.onnx are from EfficientAT (https://github.com/fschmid56/EfficientAT), converted by GenreNet.

MIT License

Copyright (c) 2022 Florian Schmid

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
NOTICE

cat > "$work/README.md" << 'README'
# GenreNet.Models.EfficientAT

EfficientAT's network mn04 (Schmid, Koutini and Widmer 2023; trained on AudioSet) as a model of GenreNet: 57 genres and styles of music, and the detection of music.
The file is copied next to the program:

    using var classifier = GenreClassifier.Load(Path.Combine(AppContext.BaseDirectory, "audioset.onnx"));

The weights are under the MIT licence of EfficientAT: see LICENSE-EfficientAT.txt. AudioSet's labels are under CC BY 4.0.
README

cat > "$work/GenreNet.Models.EfficientAT.targets" << 'TARGETS'
<Project>
  <ItemGroup>
    <None Include="$(MSBuildThisFileDirectory)audioset.onnx" Link="audioset.onnx" CopyToOutputDirectory="PreserveNewest" Visible="false" />
    <None Include="$(MSBuildThisFileDirectory)LICENSE-EfficientAT.txt" Link="LICENSE-EfficientAT.txt" CopyToOutputDirectory="PreserveNewest" Visible="false" />
  </ItemGroup>
</Project>
TARGETS

cat > "$work/GenreNet.Models.EfficientAT.csproj" << 'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <PackageId>GenreNet.Models.EfficientAT</PackageId>
    <Description>EfficientAT's network mn04 for GenreNet: genres and styles of music, and the detection of music.</Description>
    <Authors>The GenreNet authors</Authors>
    <Copyright>Weights: copyright (c) 2022 Florian Schmid</Copyright>
    <PackageLicenseExpression>MIT</PackageLicenseExpression>
    <PackageReadmeFile>README.md</PackageReadmeFile>
    <IncludeBuildOutput>false</IncludeBuildOutput>
    <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
    <!-- The package deliberately contains no assembly. -->
    <NoWarn>$(NoWarn);NU5128</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <None Include="README.md;LICENSE-EfficientAT.txt" Pack="true" PackagePath="/" />
    <None Include="audioset.onnx;LICENSE-EfficientAT.txt" Pack="true" PackagePath="buildTransitive/" />
    <None Include="GenreNet.Models.EfficientAT.targets" Pack="true" PackagePath="buildTransitive/" />
  </ItemGroup>
</Project>
PROJECT

dotnet pack "$work/GenreNet.Models.EfficientAT.csproj" -c Release -o "$out" -p:Version="$version" -warnaserror
echo "Wrote $out/GenreNet.Models.EfficientAT.$version.nupkg."
